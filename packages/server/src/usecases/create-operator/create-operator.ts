import { ok, type Result, type Role } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { newId } from '../../domain/new-id.ts';
import type { Operator } from '../../domain/operator/operator.ts';
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
  const token = makeCredential(deps, 'operatorToken');
  const operator: Operator = {
    id: newId('opr', deps.randomBytes),
    name: wanted.name,
    role: wanted.role,
    tokenId: token.id,
    tokenDigest: token.digest,
    macKeyVersion: token.macKeyVersion,
    createdAt: context.now,
  };
  return deps.store.change(context, async (change) => {
    await change.operators.insert(operator);
    change.record({
      action: 'operator.created',
      subject: operator.id,
      before: null,
      after: { role: operator.role, token_id: operator.tokenId },
    });
    return ok({ operator, token: token.text });
  });
}
