import type { LedgerAction } from './ledger-actions.ts';
import type { LedgerHead, LedgerRow } from './ledger-entry.ts';
import type { LedgerFilter, LedgerPage } from './ledger-filter.ts';

export interface LedgerReads {
  head(): Promise<LedgerHead>;
  /** Of the latest row of this subject; 0 where there is none. */
  lastSequence(subject: string): Promise<number>;
  /** Rows above a sequence, in order. */
  rowsAfter(sequence: number, limit: number): Promise<readonly LedgerRow[]>;
  list(filter: LedgerFilter, page: LedgerPage): Promise<readonly LedgerRow[]>;
  /** The latest row that says this of it. */
  lastOf(subject: string, action: LedgerAction): Promise<LedgerRow | undefined>;
  /** The last row of those that are all older than this moment (milliseconds). */
  lastBefore(time: number): Promise<LedgerRow | undefined>;
  /** What people call these things, as far as there still are names: operators, members, partners, clients, … */
  namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** The rows up to this one were removed; `signed` proves that this deployment did so. */
export interface Checkpoint extends LedgerHead {
  /** A mark of the kind `checkpoint`, as compact JWS. */
  readonly signed: string;
  readonly createdAt: number;
}

export interface CheckpointReads {
  /** The newest first. */
  list(): Promise<readonly Checkpoint[]>;
}

export interface CheckpointWrites {
  insert(checkpoint: Checkpoint): Promise<void>;
}

export interface CheckpointHousekeeping {
  /** Removes so many rows that the last checkpoint stands for, the oldest first, and says how many that were. */
  removeRows(limit: number): Promise<number>;
}
