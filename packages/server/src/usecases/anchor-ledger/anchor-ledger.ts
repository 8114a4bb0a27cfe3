import { ok, type Result, refuse } from '@gatepass/protocol';
import type { AnchorLog } from '../../domain/ledger/anchor-log.ts';
import type { LedgerMark, LedgerMarks } from '../../domain/ledger/ledger-mark.ts';
import type { CheckpointReads, LedgerReads } from '../../domain/ledger/ledger-store.ts';
import { type ReadChainDeps, readChain } from '../verify-ledger/read-chain.ts';
import { readMarks } from '../verify-ledger/read-marks.ts';

export interface Anchor extends LedgerMark {
  /** The mark as compact JWS. */
  readonly signed: string;
}

/** Signs where the ledger ends now. Kept elsewhere, it shows later that nothing up to here was changed or cut off. */
export async function anchorHead(
  deps: { readonly ledger: Pick<LedgerReads, 'head'>; readonly marks: Pick<LedgerMarks, 'sign'> },
  now: number,
): Promise<Anchor> {
  const mark = { ...(await deps.ledger.head()), at: now };
  return { ...mark, signed: deps.marks.sign('anchor', mark) };
}

export interface KeepAnchorDeps extends ReadChainDeps {
  readonly ledger: Pick<LedgerReads, 'head' | 'rowsAfter'>;
  readonly checkpoints: CheckpointReads;
  readonly marks: LedgerMarks;
  readonly anchorLog: AnchorLog;
}

export interface BrokenLedger {
  /** In words, as `verifyLedger` has it. */
  readonly finding: string;
}

/**
 * Adds an anchor to this server's own where the head has moved since the last one. What does not follow on from that
 * one is not signed: an anchor must not turn what was changed into what was always there.
 */
export async function keepAnchor(
  deps: KeepAnchorDeps,
  now: number,
): Promise<Result<'kept' | 'unmoved', BrokenLedger>> {
  const head = await deps.ledger.head();
  const { anchors, checkpoint } = await readMarks(deps, []);
  const last = newest(anchors);
  if (last !== undefined) {
    if (last.sequence === head.sequence && last.hash === head.hash) return ok('unmoved');
    if (last.sequence > head.sequence) return refuse({ finding: `row ${head.sequence + 1} is missing` });
    const begin = checkpoint !== undefined && checkpoint.sequence > last.sequence ? checkpoint : last;
    const chain = await readChain(deps, begin, head);
    if (!chain.ok) return refuse({ finding: chain.refusal.finding });
  }
  await deps.anchorLog.append(deps.marks.sign('anchor', { ...head, at: now }));
  return ok('kept');
}

function newest(marks: readonly LedgerMark[]): LedgerMark | undefined {
  return marks.reduce<LedgerMark | undefined>(
    (last, mark) => (last === undefined || mark.sequence >= last.sequence ? mark : last),
    undefined,
  );
}
