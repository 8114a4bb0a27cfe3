import { ok, type Result, refuse } from '@gatepass/protocol';
import { contradictedMark } from '../../domain/ledger/contradicted-mark.ts';
import type { LedgerHead, Sha256 } from '../../domain/ledger/ledger-entry.ts';
import type { LedgerMark } from '../../domain/ledger/ledger-mark.ts';
import type { LedgerReads } from '../../domain/ledger/ledger-store.ts';
import { type BrokenChain, verifyRows } from '../../domain/ledger/verify-rows.ts';

export interface ReadChainDeps {
  readonly ledger: Pick<LedgerReads, 'rowsAfter'>;
  readonly sha256: Sha256;
  /** Lets other work through between two batches. */
  readonly pause: () => Promise<void>;
}

/** Rows per read, so that a long ledger needs little memory. */
const BATCH = 1000;

/** Reads the rows after `begin` up to `head`, and checks each by itself, by the one before, and by what was signed. */
export async function readChain(
  deps: ReadChainDeps,
  begin: LedgerHead,
  head: LedgerHead,
  marks: readonly LedgerMark[] = [],
): Promise<Result<LedgerHead, BrokenChain>> {
  let sound = begin;
  while (sound.sequence < head.sequence) {
    const limit = Math.min(BATCH, head.sequence - sound.sequence);
    const rows = await deps.ledger.rowsAfter(sound.sequence, limit);
    if (rows.length === 0) {
      const finding = `row ${sound.sequence + 1} is missing; the head is ${head.sequence}`;
      return refuse({ soundUpTo: sound, finding });
    }
    const checked = verifyRows(sound, rows, deps.sha256);
    const reached = checked.ok ? checked.value : checked.refusal.soundUpTo;
    const contradicted = contradictedMark(rows.slice(0, reached.sequence - sound.sequence), marks);
    if (contradicted !== undefined) return refuse(rewritten(begin, marks, contradicted));
    if (!checked.ok) return checked;
    sound = checked.value;
    await deps.pause();
  }
  if (sound.hash === head.hash) return ok(sound);
  return refuse({ soundUpTo: sound, finding: 'the head is not the hash of the last row' });
}

/** Sound in itself, and yet not what was signed: it was written anew from some row on, after the last mark that holds. */
function rewritten(begin: LedgerHead, marks: readonly LedgerMark[], contradicted: LedgerMark): BrokenChain {
  const { sequence, at } = contradicted;
  const soundUpTo = marks
    .filter((mark) => mark.sequence > begin.sequence && mark.sequence < sequence)
    .reduce<LedgerHead>((last, mark) => (mark.sequence > last.sequence ? mark : last), begin);
  const first = soundUpTo.sequence + 1;
  const which = first === sequence ? `row ${sequence} is` : `rows ${first} to ${sequence} are`;
  const when = new Date(at).toISOString();
  return {
    soundUpTo: { sequence: soundUpTo.sequence, hash: soundUpTo.hash },
    finding: `${which} not what was signed at ${when}: rewritten`,
  };
}
