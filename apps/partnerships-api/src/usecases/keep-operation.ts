import type { NewId } from '../domain/account.ts';
import { OPERATION_KEPT_MS, type Operation, type WriteOutcome } from '../domain/operation.ts';
import type { Stores } from '../domain/stores.ts';

export interface WriteDeps extends Stores {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: NewId;
}

/** Who writes, and how. */
export interface WriteCall {
  readonly parentAccountId: string;
  readonly requestId: string;
  /** Everything happens as it would, and is then taken back. */
  readonly dryRun: boolean;
}

/** Enough to stay ahead of what one write adds, few enough that no single write pays for a long backlog. */
const REMOVED_AT_ONCE = 100;

/**
 * Keeps a write with its outcome, in the transaction of the write itself, and clears away what has had its time.
 * A refused write is kept as well: its answer can be lost like any other.
 */
export function keepOperation(
  deps: Pick<WriteDeps, 'operations' | 'idempotencyKeys' | 'newId'>,
  call: WriteCall,
  outcome: WriteOutcome,
  now: number,
): Operation {
  const operation: Operation = {
    operationId: deps.newId('op'),
    parentAccountId: call.parentAccountId,
    requestId: call.requestId,
    outcome,
    createdAt: now,
  };
  deps.idempotencyKeys.removeExpired(now, REMOVED_AT_ONCE);
  deps.operations.removeBefore(now - OPERATION_KEPT_MS, REMOVED_AT_ONCE);
  deps.operations.insert(operation);
  return operation;
}

/** How the transaction of a write ends. */
export function endOf(call: WriteCall): 'commit' | 'roll_back' {
  return call.dryRun ? 'roll_back' : 'commit';
}
