import type { Facts, LedgerRow } from '../ledger/ledger-entry.ts';
import type { ActorKind } from './delivered-events.ts';

/** What a row of the ledger says, as far as it is told outside. */
export interface ToldEntry {
  readonly sequence: number;
  readonly action: string;
  readonly subject: string;
  /** Who did it: `operator:opr_…`. */
  readonly actor: string;
  /** Milliseconds. */
  readonly at: number;
  readonly before: Facts | null;
  readonly after: Facts | null;
}

export function toldEntry(row: LedgerRow): ToldEntry {
  const { before, after } = JSON.parse(row.entry) as Pick<ToldEntry, 'before' | 'after'>;
  const { sequence, action, subject, actor, at } = row;
  return { sequence, action, subject, actor, at, before, after };
}

/** Before the colon: who it was is not told to everybody. */
export function actorKind(actor: string): ActorKind {
  return actor.slice(0, actor.indexOf(':')) as ActorKind;
}
