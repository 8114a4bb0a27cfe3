import type { LedgerHead } from './ledger-entry.ts';

/** What was signed of the ledger: that the row of this number had this hash. All rows before it are held by that. */
export interface LedgerMark extends LedgerHead {
  /** When it was signed, in milliseconds. */
  readonly at: number;
}

/** An anchor is kept elsewhere, so that a tail that was cut is missed. A checkpoint stands for the rows up to it. */
export type MarkKind = 'anchor' | 'checkpoint';

/** Signed marks, as compact JWS. Neither kind is ever taken for the other, nor for a token. */
export interface LedgerMarks {
  sign(kind: MarkKind, mark: LedgerMark): string;
  /** Undefined for everything that no key of this deployment has signed as a mark of this kind. */
  read(kind: MarkKind, signed: string): LedgerMark | undefined;
}
