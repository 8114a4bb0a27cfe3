import type { ChangeConditions } from './change-conditions.ts';
import { holdsCredential } from './holds-credential.ts';
import type { LedgerAction } from './ledger-actions.ts';

/**
 * Who changed something: an operator, a member of a partner, a client for itself, a person who asks for credentials or
 * claims them (`per_…`), or the system at a named occasion.
 */
export type Actor =
  | `operator:${string}`
  | `member:${string}`
  | `client:${string}`
  | `person:${string}`
  | `system:${SystemOccasion}`;

type SystemOccasion =
  | 'start'
  | 'console'
  | 'exposure'
  | 'leak'
  | 'rotation'
  | 'expiry'
  | 'rules'
  | 'lapse'
  | 'claim'
  | 'retention'
  | 'delivery';

/** JSON of what stood before or stands after; secrets and digests never enter it. */
export type Facts = { readonly [name: string]: string | number | boolean | null | readonly string[] };

/** What a use case says of its change. */
export interface NewLedgerEntry {
  readonly action: LedgerAction;
  /** The id of what changed. */
  readonly subject: string;
  readonly before: Facts | null;
  readonly after: Facts | null;
}

/**
 * Who and when, the same for all entries of one change, and what the request asks of it. One change is made for a
 * context: a second one would find that the first has brought the object to another version.
 */
export interface ChangeContext extends ChangeConditions {
  readonly actor: Actor;
  readonly requestId: string | null;
  /** Milliseconds. */
  readonly now: number;
}

/** A row: the exact text that was hashed, its hash, and columns to find it by. */
export interface LedgerRow {
  readonly sequence: number;
  readonly action: string;
  readonly subject: string;
  readonly actor: string;
  /** Milliseconds. */
  readonly at: number;
  readonly entry: string;
  readonly hash: string;
}

/** The last row's number and hash. Sequence 0 and sixty-four zeroes before the first. */
export interface LedgerHead {
  readonly sequence: number;
  readonly hash: string;
}

export const EMPTY_LEDGER: LedgerHead = { sequence: 0, hash: '0'.repeat(64) };

/** SHA-256 of a text, as 64 hexadecimal digits. */
export type Sha256 = (text: string) => string;

/**
 * The next row. The hash covers the previous hash, so no row can change without every later one changing.
 * Throws for an entry that holds a credential: rows are for ever, and read by many.
 */
export function nextLedgerRow(
  head: LedgerHead,
  context: ChangeContext,
  entry: NewLedgerEntry,
  sha256: Sha256,
): LedgerRow {
  const sequence = head.sequence + 1;
  const text = JSON.stringify({
    sequence,
    time: new Date(context.now).toISOString(),
    actor: context.actor,
    action: entry.action,
    subject: entry.subject,
    before: entry.before,
    after: entry.after,
    request_id: context.requestId,
    previous_hash: head.hash,
  });
  if (holdsCredential(text)) throw new Error(`an entry of the ledger held a credential: ${entry.action}`);
  return {
    sequence,
    action: entry.action,
    subject: entry.subject,
    actor: context.actor,
    at: context.now,
    entry: text,
    hash: sha256(text),
  };
}
