import { type Account, makeAccount } from '../domain/account.ts';
import { accessAccount } from '../domain/account-access.ts';
import type { Operation, WriteOutcome, WriteRefusal } from '../domain/operation.ts';
import { isSameRegistration, type Registration } from '../domain/registration.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { endOf, keepOperation, type WriteCall, type WriteDeps } from './keep-operation.ts';

/** Registers a merchant once: the same registration again finds the account that the first one made. */
export function registerAccount(deps: WriteDeps, call: WriteCall, registration: Registration): Operation {
  return deps.transact(endOf(call), () => {
    const now = deps.now();
    const account = findOrMake(deps, call, registration, now);
    const outcome: WriteOutcome = account.ok
      ? ok({ kind: 'account_registered', account: account.value })
      : account;
    return keepOperation(deps, call, outcome, now);
  });
}

function findOrMake(
  { accounts, newId }: WriteDeps,
  { parentAccountId }: WriteCall,
  registration: Registration,
  now: number,
): Result<Account, WriteRefusal> {
  const found = accounts.findByExternalId(parentAccountId, registration.externalAccountId);
  if (!found) {
    const made = makeAccount(parentAccountId, registration, newId);
    accounts.insert(made, now);
    return ok(made);
  }
  const account = accessAccount(found, parentAccountId);
  if (!account.ok) return account;
  return isSameRegistration(found.registration, registration) ? ok(found) : refuse('external_account_taken');
}
