import type { Account } from './account.ts';
import { ok, type Result, refuse } from './result.ts';

export type AccountRefusal = 'account_unknown' | 'relationship_revoked';

/**
 * The authorization boundary: a manager reaches the accounts that it manages. Another manager's account is as
 * unknown as one that never was, so nobody can probe for ids. A revoked relationship is told, since this manager
 * knew the account anyway.
 */
export function accessAccount(
  account: Account | undefined,
  parentAccountId: string,
): Result<Account, AccountRefusal> {
  if (account?.parentAccountId !== parentAccountId) return refuse('account_unknown');
  if (account.relationship === 'revoked') return refuse('relationship_revoked');
  return ok(account);
}
