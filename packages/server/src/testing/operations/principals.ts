import { ROLES, type Role } from '@gatepass/protocol';
import type { Laboratory } from './laboratory.ts';
import { newSubject, type SubjectWithMember } from './subject.ts';

/** Whoever may call: the columns of docs/access-matrix.md, but `another member`, who is `member` on other things. */
export interface Principals {
  /** By column; undefined for nobody. */
  readonly tokens: Readonly<Record<string, string | undefined>>;
  /** Of the operators among them. */
  readonly operatorIds: Readonly<Record<string, string>>;
  /** What is the member's partner's, and what is another one's. */
  readonly own: SubjectWithMember;
  readonly foreign: SubjectWithMember;
}

export async function newPrincipals(lab: Laboratory): Promise<Principals> {
  const own = await newSubject(lab);
  const operators = await Promise.all(
    ROLES.map(async (role) => [role, await lab.newOperator(role)] as const),
  );
  const admin = operators.find(([role]) => role === 'admin')?.[1];
  if (admin === undefined) throw new Error('no admin');
  const narrowed = await lab.made<{ operator_token: string }>('createOperatorToken', {
    parameters: { id: admin.id },
    body: { label: 'narrowed', role: 'viewer' satisfies Role },
  });
  return {
    tokens: {
      nobody: undefined,
      ...Object.fromEntries(operators.map(([role, operator]) => [role, operator.operator_token])),
      narrowed: narrowed.operator_token,
      member: own.member.token,
      requester: await requestToken(lab),
      client: (await lab.newClient(own.partnerId)).clientSecret,
    },
    operatorIds: {
      ...Object.fromEntries(operators.map(([role, operator]) => [role, operator.id])),
      narrowed: admin.id,
    },
    own,
    foreign: await newSubject(lab),
  };
}

/** Of somebody who has asked for credentials. */
async function requestToken(lab: Laboratory): Promise<string> {
  const body = {
    platform_name: 'Platform',
    expected_merchant_volume: 10,
    manager_account_id: lab.newAccountId(),
    purpose: 'Orders',
    contact: { name: 'Contact', email: `${crypto.randomUUID()}@platform.example` },
  };
  return (await lab.made<{ request_token: string }>('submitRequest', { body })).request_token;
}
