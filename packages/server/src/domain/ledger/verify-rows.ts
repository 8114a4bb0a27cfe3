import { ok, type Result, refuse } from '@gatepass/protocol';
import type { LedgerHead, LedgerRow, Sha256 } from './ledger-entry.ts';

export interface BrokenChain {
  /** The last row that was sound. */
  readonly soundUpTo: LedgerHead;
  /** What is wrong with the next one, in words. */
  readonly finding: string;
}

/** Checks that these rows follow on from `head`, each by number, by hash and by its own text. */
export function verifyRows(
  head: LedgerHead,
  rows: readonly LedgerRow[],
  sha256: Sha256,
): Result<LedgerHead, BrokenChain> {
  let sound = head;
  for (const row of rows) {
    const finding = findingOf(sound, row, sha256);
    if (finding !== undefined) return refuse({ soundUpTo: sound, finding });
    sound = { sequence: row.sequence, hash: row.hash };
  }
  return ok(sound);
}

function findingOf(previous: LedgerHead, row: LedgerRow, sha256: Sha256): string | undefined {
  const expected = previous.sequence + 1;
  if (row.sequence !== expected) return `row ${expected} is missing; row ${row.sequence} follows`;
  if (sha256(row.entry) !== row.hash) return `row ${row.sequence} does not have the hash of its text`;
  const told = parseEntry(row.entry);
  if (told === undefined) return `row ${row.sequence} is no entry`;
  if (told.previous_hash !== previous.hash)
    return `row ${row.sequence} does not follow row ${previous.sequence}`;
  const { sequence, action, subject, actor, time } = told;
  if (
    sequence !== row.sequence ||
    action !== row.action ||
    subject !== row.subject ||
    actor !== row.actor ||
    typeof time !== 'string' ||
    Date.parse(time) !== row.at
  ) {
    return `row ${row.sequence} has columns that contradict its text`;
  }
  return undefined;
}

/** What a row says that the hash before it is; undefined where it is no entry. */
export function previousHashOf(row: LedgerRow): string | undefined {
  const told = parseEntry(row.entry)?.previous_hash;
  return typeof told === 'string' ? told : undefined;
}

function parseEntry(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
