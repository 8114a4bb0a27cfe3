import type { LedgerRow } from './ledger-entry.ts';

/** Hears of every change that this node has applied, in order. */
export type LedgerListener = (rows: readonly LedgerRow[]) => void;

/** The end of the ledger as this node knows it. Whatever must hear of changes listens here. */
export interface LedgerTail {
  /** The last sequence that every listener has applied. */
  readonly appliedSequence: number;
  listen(listener: LedgerListener): void;
  /** Where this node begins: everything up to here is in the database that it opens. */
  startAt(sequence: number): void;
  /** Applies rows just committed. A node does so before it answers the change. */
  apply(rows: readonly LedgerRow[]): void;
}

export function createLedgerTail(): LedgerTail {
  const listeners: LedgerListener[] = [];
  let appliedSequence = 0;
  return {
    get appliedSequence() {
      return appliedSequence;
    },
    listen(listener) {
      listeners.push(listener);
    },
    startAt(sequence) {
      appliedSequence = sequence;
    },
    apply(rows) {
      for (const listener of listeners) listener(rows);
      appliedSequence = Math.max(appliedSequence, rows.at(-1)?.sequence ?? 0);
    },
  };
}
