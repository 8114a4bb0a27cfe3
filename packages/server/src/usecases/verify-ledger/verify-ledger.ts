import { type Result, refuse } from '@gatepass/protocol';
import { EMPTY_LEDGER, type LedgerHead } from '../../domain/ledger/ledger-entry.ts';
import type { LedgerMark } from '../../domain/ledger/ledger-mark.ts';
import type { LedgerReads } from '../../domain/ledger/ledger-store.ts';
import { type BrokenChain, previousHashOf } from '../../domain/ledger/verify-rows.ts';
import { type ReadChainDeps, readChain } from './read-chain.ts';
import { type MarksOfLedger, type ReadMarksDeps, readMarks } from './read-marks.ts';

export interface VerifyLedgerDeps extends ReadChainDeps, ReadMarksDeps {
  readonly ledger: Pick<LedgerReads, 'head' | 'rowsAfter'>;
}

export interface LedgerVerdict {
  /** The rows up to this one were removed, by a checkpoint that stands for them; 0 where none were. */
  readonly beginsAfter: number;
  /** How many rows are sound, from the first that is kept on. */
  readonly rows: number;
  readonly soundUpTo: LedgerHead;
  /** How many anchors the ledger was held against, and how many lines of the server's own file are none. */
  readonly anchors: { readonly held: number; readonly unreadable: number };
  /** What is wrong first, or null. */
  readonly finding: string | null;
}

/**
 * Reads the ledger from its first row, or its newest checkpoint, to its head, and checks every hash. What was signed of
 * it must be what is there: the checkpoints, the anchors that this server has kept, and those given. Without an anchor
 * kept elsewhere, nothing shows that a tail was cut and the head set back, or that all of it was written anew.
 */
export async function verifyLedger(
  deps: VerifyLedgerDeps,
  given: readonly string[] = [],
): Promise<LedgerVerdict> {
  for (;;) {
    const marks = await readMarks(deps, given);
    const verdict = await verifyAgainst(deps, marks);
    if (verdict.finding === null || marks.finding !== null) return verdict;
    // Rows that a checkpoint removed while they were being read are not missing.
    const [newest] = await deps.checkpoints.list();
    if (newest === undefined || newest.sequence === marks.checkpoint?.sequence) return verdict;
  }
}

async function verifyAgainst(deps: VerifyLedgerDeps, marks: MarksOfLedger): Promise<LedgerVerdict> {
  const start = marks.checkpoint ?? EMPTY_LEDGER;
  const { anchors, unreadable } = marks;
  const verdict = (soundUpTo: LedgerHead, finding: string | null): LedgerVerdict => ({
    beginsAfter: start.sequence,
    rows: Math.max(0, soundUpTo.sequence - start.sequence),
    soundUpTo: { sequence: soundUpTo.sequence, hash: soundUpTo.hash },
    anchors: { held: anchors.filter(({ sequence }) => sequence >= start.sequence).length, unreadable },
    finding,
  });
  if (marks.finding !== null) return verdict(start, marks.finding);
  const chain = await verifyRowsAndHead(deps, start, [...marks.checkpoints, ...anchors]);
  return chain.ok ? verdict(chain.value, null) : verdict(chain.refusal.soundUpTo, chain.refusal.finding);
}

async function verifyRowsAndHead(
  deps: VerifyLedgerDeps,
  start: LedgerHead,
  marks: readonly LedgerMark[],
): Promise<Result<LedgerHead, BrokenChain>> {
  const head = await deps.ledger.head();
  const begin = await beginning(deps.ledger, start);
  const atStart = marks.find(({ sequence, hash }) => sequence === start.sequence && hash !== start.hash);
  if (atStart !== undefined) return broken(begin, `row ${start.sequence} is not what was signed of it`);
  const chain = await readChain(deps, begin, head, marks);
  if (!chain.ok) return chain;
  const later = marks.filter(({ sequence }) => sequence > head.sequence);
  if (later.length > 0) {
    const { sequence, at } = later.reduce((last, mark) => (mark.sequence > last.sequence ? mark : last));
    const when = new Date(at).toISOString();
    return broken(chain.value, `row ${head.sequence + 1} is missing: at ${when} there was a row ${sequence}`);
  }
  return (await isHeadLast(deps.ledger, head))
    ? chain
    : broken(chain.value, `row ${head.sequence + 1} is behind the head`);
}

/**
 * Before the first row that there is. Where that is none of those after the checkpoint, it is still to be removed, or
 * was put there: it is shown like any other, so it must lead up to what the checkpoint says.
 */
async function beginning(ledger: VerifyLedgerDeps['ledger'], start: LedgerHead): Promise<LedgerHead> {
  const [first] = await ledger.rowsAfter(Number.MIN_SAFE_INTEGER, 1);
  if (first === undefined || first.sequence > start.sequence) return start;
  return { sequence: first.sequence - 1, hash: previousHashOf(first) ?? '' };
}

/** A row and its head are written together, so the head is never behind for as long as it takes to look again. */
async function isHeadLast(ledger: VerifyLedgerDeps['ledger'], head: LedgerHead): Promise<boolean> {
  const [behind] = await ledger.rowsAfter(head.sequence, 1);
  return behind === undefined || (await ledger.head()).sequence > head.sequence;
}

function broken(soundUpTo: LedgerHead, finding: string): Result<never, BrokenChain> {
  return refuse({ soundUpTo, finding });
}
