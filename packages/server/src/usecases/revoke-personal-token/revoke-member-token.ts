import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { PersonalToken } from '../../domain/person/personal-token.ts';
import type { Store } from '../../domain/store.ts';
import { endToken } from './end-token.ts';

/** Revokes a token of a member of a partner, for ever and from the next request on. */
export function revokeMemberToken(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  tokenId: string,
): Promise<Result<PersonalToken, 'member_token_unknown'>> {
  return deps.store.change(context, async (change) => {
    const token = await change.personalTokens.find(tokenId);
    if (token === undefined || (await change.members.find(token.holderId)) === undefined) {
      return refuse('member_token_unknown');
    }
    if (token.revokedAt !== null) return ok(token);
    await endToken(change, token, context.now);
    return ok({ ...token, revokedAt: context.now });
  });
}
