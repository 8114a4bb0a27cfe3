import { EMPTY_LEDGER, type LedgerHead, type Sha256 } from '../../domain/ledger/ledger-entry.ts';
import { verifyRows } from '../../domain/ledger/verify-rows.ts';
import type { LedgerReads } from '../../domain/store.ts';

export interface LedgerVerdict {
  /** How many rows are sound, from the first on. */
  readonly rows: number;
  readonly soundUpTo: LedgerHead;
  /** What is wrong first, or null. */
  readonly finding: string | null;
}

/** Rows per read, so that a long ledger needs little memory and lets other requests through in between. */
const BATCH = 1000;

/** Reads the ledger from its first row to its head and checks every hash. */
export async function verifyLedger(deps: {
  readonly ledger: LedgerReads;
  readonly sha256: Sha256;
}): Promise<LedgerVerdict> {
  const head = await deps.ledger.head();
  let sound = EMPTY_LEDGER;
  while (sound.sequence < head.sequence) {
    const rows = await deps.ledger.rowsAfter(sound.sequence, Math.min(BATCH, head.sequence - sound.sequence));
    if (rows.length === 0)
      return verdict(sound, `row ${sound.sequence + 1} is missing; the head is ${head.sequence}`);
    const checked = verifyRows(sound, rows, deps.sha256);
    if (!checked.ok) return verdict(checked.refusal.soundUpTo, checked.refusal.finding);
    sound = checked.value;
  }
  return verdict(sound, sound.hash === head.hash ? null : 'the head is not the hash of the last row');
}

function verdict(soundUpTo: LedgerHead, finding: string | null): LedgerVerdict {
  return { rows: soundUpTo.sequence, soundUpTo, finding };
}
