import {
  type CredentialPrefixes,
  type Environment,
  makeSecret,
  ok,
  type RandomBytes,
  type Result,
  type Role,
} from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { newId } from '../../domain/new-id.ts';
import type { Operator } from '../../domain/operator/operator.ts';
import type { Store } from '../../domain/store.ts';

export interface CreateOperatorDeps {
  readonly store: Pick<Store, 'change'>;
  readonly mac: { readonly version: number; digest(text: string): Uint8Array };
  readonly randomBytes: RandomBytes;
  readonly prefixes: Pick<CredentialPrefixes, 'operatorToken'>;
  readonly environment: Environment;
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
  const token = makeSecret(deps.prefixes.operatorToken, deps.environment, deps.randomBytes);
  const operator: Operator = {
    id: newId('opr', deps.randomBytes),
    name: wanted.name,
    role: wanted.role,
    tokenId: token.secretId,
    tokenDigest: deps.mac.digest(token.text),
    macKeyVersion: deps.mac.version,
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
