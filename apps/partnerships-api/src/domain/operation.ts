import type { Account } from './account.ts';
import type { AccountRefusal } from './account-access.ts';
import type { Result } from './result.ts';

/** Why a write that got as far as the stored state had no effect. */
export type WriteRefusal = AccountRefusal | 'external_account_taken' | 'idempotency_key_reused';

/** What a write brought about. */
export interface WriteValue {
  readonly kind: 'account_registered' | 'status_set';
  /** As it was right after the write. */
  readonly account: Account;
}

export type WriteOutcome = Result<WriteValue, WriteRefusal>;

/** A write that was carried out or refused, kept so that its manager can recover a lost answer. */
export interface Operation {
  readonly operationId: string;
  /** The manager that made it. */
  readonly parentAccountId: string;
  /** Of the request that made it. */
  readonly requestId: string;
  readonly outcome: WriteOutcome;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** For how long an operation can be recovered: longer than its idempotency key can be repeated. */
export const OPERATION_KEPT_MS = 7 * 24 * 60 * 60 * 1000;
