import { ok, type Result, type Role, refuse } from '@gatepass/protocol';
import { newId } from '../../domain/new-id.ts';
import type { Operator } from '../../domain/operator/operator.ts';
import { parseEmailAddress } from '../../domain/person/email-address.ts';
import { newPerson } from '../../domain/person/new-person.ts';
import { type NewPersonalToken, newPersonalToken } from '../../domain/person/new-personal-token.ts';
import type { Person } from '../../domain/person/person.ts';
import type { CredentialMaker } from '../../domain/secret/make-credential.ts';
import type { Change } from '../../domain/store.ts';

export interface WantedOperator {
  readonly name: string;
  readonly role: Role;
  /** Where mails go; none where it is left out. */
  readonly email?: string;
}

export interface NewOperatorDeps extends CredentialMaker {
  /** Milliseconds (setting OPERATOR_TOKEN_TTL). */
  readonly operatorTokenLifetime: number;
}

/** An operator, and the first of their tokens. */
export interface NewOperator {
  readonly operator: Operator;
  readonly made: NewPersonalToken;
}

export function newOperator(
  deps: NewOperatorDeps,
  { name, role, email: address }: WantedOperator,
  now: number,
): Result<NewOperator & { readonly person: Person }, 'email_malformed'> {
  const email = address === undefined ? ok(null) : parseEmailAddress(address);
  if (!email.ok) return email;
  const person = newPerson(deps.randomBytes, { name, email: email.value }, now);
  const operator: Operator = {
    id: newId('opr', deps.randomBytes),
    personId: person.id,
    name: person.name,
    email: person.email,
    role,
    status: 'active',
    statusChange: null,
    createdAt: now,
  };
  return ok({ person, operator, made: firstToken(deps, operator.id, now) });
}

/** The label of the token that an operator is made with. */
export const FIRST_TOKEN = 'first';

export function firstToken(
  deps: NewOperatorDeps,
  holderId: string,
  now: number,
): NewPersonalToken & { readonly expiresAt: number } {
  const expiresAt = now + deps.operatorTokenLifetime;
  const terms = { holderId, label: FIRST_TOKEN, role: null, expiresAt };
  return { ...newPersonalToken(deps, 'operatorToken', terms, now), expiresAt };
}

/** Writes a new operator and the ledger row, which holds no name: people can be forgotten, rows cannot. */
export async function addOperator(
  change: Pick<Change, 'people' | 'operators' | 'personalTokens' | 'record'>,
  { person, operator, made }: NewOperator & { readonly person: Person },
): Promise<Result<undefined, 'email_taken'>> {
  if (person.email !== null && (await change.operators.findByEmail(person.email)) !== undefined) {
    return refuse('email_taken');
  }
  await change.people.insert(person);
  await change.operators.insert(operator);
  await change.personalTokens.insert(made.token);
  change.record({
    action: 'operator.created',
    subject: operator.id,
    before: null,
    after: { role: operator.role, status: operator.status, token_id: made.token.id },
  });
  return ok(undefined);
}
