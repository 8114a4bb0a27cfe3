import { type PlacementStatus, withStatus } from '../domain/account.ts';
import { accessAccount } from '../domain/account-access.ts';
import { type FirstUse, fingerprint, KEY_KEPT_MS, type KeyScope } from '../domain/idempotency.ts';
import type { Operation } from '../domain/operation.ts';
import { ok, refuse } from '../domain/result.ts';
import { endOf, keepOperation, type WriteCall, type WriteDeps } from './keep-operation.ts';

export interface StatusChange {
  readonly accountId: string;
  readonly status: PlacementStatus;
  readonly idempotencyKey: string;
}

/**
 * Sets an account and all its variants, once for each idempotency key: a repeat gets the first call's operation.
 * The account is checked first, so a key never answers for a relationship that has ended since.
 */
export function setAccountStatus(deps: WriteDeps, call: WriteCall, change: StatusChange): Operation {
  return deps.transact(endOf(call), () => {
    const now = deps.now();
    const account = accessAccount(deps.accounts.find(change.accountId), call.parentAccountId);
    if (!account.ok) return keepOperation(deps, call, account, now);

    const { scope, use } = keyOf(call, change);
    const first = call.dryRun ? undefined : deps.idempotencyKeys.find(scope, now);
    if (first) return answerAgain(deps, call, first, use, now);

    deps.accounts.setStatus(change.accountId, change.status);
    const after = withStatus(account.value, change.status);
    const operation = keepOperation(deps, call, ok({ kind: 'status_set', account: after }), now);
    if (!call.dryRun) {
      const { operationId } = operation;
      deps.idempotencyKeys.insert(scope, { fingerprint: use, operationId }, now + KEY_KEPT_MS);
    }
    return operation;
  });
}

function keyOf(call: WriteCall, change: StatusChange): { scope: KeyScope; use: string } {
  const { accountId, idempotencyKey, status } = change;
  return {
    scope: { parentAccountId: call.parentAccountId, accountId, key: idempotencyKey },
    use: fingerprint('PUT status', [status]),
  };
}

function answerAgain(deps: WriteDeps, call: WriteCall, first: FirstUse, use: string, now: number): Operation {
  if (first.fingerprint !== use) return keepOperation(deps, call, refuse('idempotency_key_reused'), now);
  const operation = deps.operations.find(first.operationId);
  if (!operation) throw new Error('An idempotency key names an operation that is not there.'); // unreachable: a foreign key
  return operation;
}
