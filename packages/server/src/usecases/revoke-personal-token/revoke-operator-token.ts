import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { type ActingOperator, may } from '../../domain/operator/operator.ts';
import type { PersonalToken } from '../../domain/person/personal-token.ts';
import type { Store } from '../../domain/store.ts';
import { endToken } from './end-token.ts';

/** Revokes a token of one's own, or an admin that of anybody, for ever and from the next request on. */
export function revokeOperatorToken(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  acting: ActingOperator,
  tokenId: string,
): Promise<Result<PersonalToken, 'operator_token_unknown' | 'not_allowed'>> {
  return deps.store.change(context, async (change) => {
    const token = await change.personalTokens.find(tokenId);
    if (token === undefined || (await change.operators.find(token.holderId)) === undefined) {
      return refuse('operator_token_unknown');
    }
    if (token.holderId !== acting.id && !may(acting, 'administer')) return refuse('not_allowed');
    if (token.revokedAt !== null) return ok(token);
    await endToken(change, token, context.now);
    return ok({ ...token, revokedAt: context.now });
  });
}
