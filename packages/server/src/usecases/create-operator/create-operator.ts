import { ok, type Result, type Role } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { newId } from '../../domain/new-id.ts';
import type { Operator } from '../../domain/operator/operator.ts';
import type { PersonalToken } from '../../domain/person/personal-token.ts';
import { type CredentialMaker, makeCredential } from '../../domain/secret/make-credential.ts';
import type { Store } from '../../domain/store.ts';

export interface CreateOperatorDeps extends CredentialMaker {
  readonly store: Pick<Store, 'change'>;
}

export interface CreatedOperatorToken {
  readonly operator: Operator;
  readonly token: string;
}

/** An operator with a token that is told once. The ledger holds no name: people can be forgotten, rows cannot. */
export function createOperator(
  deps: CreateOperatorDeps,
  context: ChangeContext,
  wanted: { readonly name: string; readonly role: Role },
): Promise<Result<CreatedOperatorToken, never>> {
  const made = makeCredential(deps, 'operatorToken');
  const person = {
    id: newId('per', deps.randomBytes),
    name: wanted.name,
    email: null,
    salt: null,
    erasedAt: null,
    createdAt: context.now,
  };
  const operator: Operator = {
    id: newId('opr', deps.randomBytes),
    personId: person.id,
    name: person.name,
    email: person.email,
    role: wanted.role,
    status: 'active',
    statusChange: null,
    createdAt: context.now,
  };
  const token: PersonalToken = {
    id: made.id,
    holderId: operator.id,
    label: 'first',
    role: null,
    digest: made.digest,
    macKeyVersion: made.macKeyVersion,
    expiresAt: null,
    revokedAt: null,
    createdAt: context.now,
  };
  return deps.store.change(context, async (change) => {
    await change.people.insert(person);
    await change.operators.insert(operator);
    await change.personalTokens.insert(token);
    change.record({
      action: 'operator.created',
      subject: operator.id,
      before: null,
      after: { role: operator.role, token_id: token.id },
    });
    return ok({ operator, token: made.text });
  });
}
