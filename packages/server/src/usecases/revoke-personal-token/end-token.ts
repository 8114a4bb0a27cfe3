import type { PersonalToken } from '../../domain/person/personal-token.ts';
import type { Change } from '../../domain/store.ts';

/** Revokes a token that stands, and says so of whoever holds it. */
export async function endToken(
  change: Pick<Change, 'personalTokens' | 'record'>,
  { id, holderId }: PersonalToken,
  now: number,
): Promise<void> {
  await change.personalTokens.setRevoked(id, now);
  change.record({
    action: holderId.startsWith('opr_') ? 'operator.token_revoked' : 'member.token_revoked',
    subject: holderId,
    before: { token_id: id, revoked: false },
    after: { token_id: id, revoked: true },
  });
}

/** Revokes all of somebody's that stand. */
export async function endTokensOf(
  change: Pick<Change, 'personalTokens' | 'record'>,
  holderId: string,
  now: number,
): Promise<void> {
  for (const token of await change.personalTokens.listUnrevoked(holderId)) await endToken(change, token, now);
}
