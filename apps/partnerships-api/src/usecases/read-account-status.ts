import type { Account } from '../domain/account.ts';
import { type AccountRefusal, accessAccount } from '../domain/account-access.ts';
import type { Result } from '../domain/result.ts';
import type { Stores } from '../domain/stores.ts';

/** The account with its status and its variants', as they are now. */
export function readAccountStatus(
  deps: { readonly accounts: Pick<Stores['accounts'], 'find'> },
  parentAccountId: string,
  accountId: string,
): Result<Account, AccountRefusal> {
  return accessAccount(deps.accounts.find(accountId), parentAccountId);
}
