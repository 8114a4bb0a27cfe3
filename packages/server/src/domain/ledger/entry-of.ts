import type { Facts, LedgerRow } from './ledger-entry.ts';

/** What a row says, as it was hashed. */
export interface LedgerEntry {
  readonly sequence: number;
  readonly time: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly before: Facts | null;
  readonly after: Facts | null;
  readonly request_id: string | null;
  readonly previous_hash: string;
}

export function entryOf(row: LedgerRow): LedgerEntry {
  return JSON.parse(row.entry) as LedgerEntry;
}

/** Actors are written with their kind: `operator:opr_…`. */
export function idOfActor(actor: string): string {
  return actor.slice(actor.indexOf(':') + 1);
}
