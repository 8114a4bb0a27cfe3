import type { Account, PlacementStatus } from './account.ts';
import type { FirstUse, KeyScope } from './idempotency.ts';
import type { Operation } from './operation.ts';

/** What the rules ask of storage. Times are milliseconds since 1970. */
export interface AccountStore {
  find(accountId: string): Account | undefined;
  findByExternalId(parentAccountId: string, externalAccountId: string): Account | undefined;
  insert(account: Account, now: number): void;
  /** Sets the account and all of its variants. */
  setStatus(accountId: string, status: PlacementStatus): void;
}

export interface OperationStore {
  find(operationId: string): Operation | undefined;
  insert(operation: Operation): void;
  /** Removes up to `limit` operations made before this time. */
  removeBefore(time: number, limit: number): void;
}

export interface IdempotencyKeyStore {
  /** The first call with this key, unless it has expired. */
  find(scope: KeyScope, now: number): FirstUse | undefined;
  /** Takes the place of an expired one. */
  insert(scope: KeyScope, use: FirstUse, expiresAt: number): void;
  /** Removes up to `limit` keys that have expired. */
  removeExpired(now: number, limit: number): void;
}

export interface Stores {
  readonly accounts: AccountStore;
  readonly operations: OperationStore;
  readonly idempotencyKeys: IdempotencyKeyStore;
  /**
   * Runs `work` as the only writer: other writes wait. All of it is kept or, when it throws, nothing; with
   * `roll_back` nothing in any case.
   */
  transact<Value>(end: 'commit' | 'roll_back', work: () => Value): Value;
}
