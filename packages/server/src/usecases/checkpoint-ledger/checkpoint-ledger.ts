import { ok, type Result, refuse } from '@gatepass/protocol';
import type { AnchorLog } from '../../domain/ledger/anchor-log.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { LedgerMarks } from '../../domain/ledger/ledger-mark.ts';
import type { Checkpoint } from '../../domain/ledger/ledger-store.ts';
import { DAY, MIN_RETENTION_DAYS } from '../../domain/ledger/retention.ts';
import type { Store } from '../../domain/store.ts';
import { type VerifyLedgerDeps, verifyLedger } from '../verify-ledger/verify-ledger.ts';

export interface CheckpointLedgerDeps extends Omit<VerifyLedgerDeps, 'ledger' | 'checkpoints' | 'marks'> {
  readonly store: Pick<Store, 'ledger' | 'checkpoints' | 'change'>;
  readonly marks: LedgerMarks;
}

/** What the ledger is proved with, beside the store. */
export interface LedgerProof extends Omit<CheckpointLedgerDeps, 'store'> {
  readonly anchorLog: AnchorLog | null;
}

export type CheckpointRefusal =
  | { readonly cause: 'retention_too_short' | 'nothing_to_remove' }
  | { readonly cause: 'ledger_broken'; readonly finding: string };

export interface MadeCheckpoint {
  readonly checkpoint: Checkpoint;
  /** How many rows it stands for that no earlier one does. */
  readonly rows: number;
}

/**
 * Makes a checkpoint that stands for all rows older than so many days; `removeCheckpointedRows` then removes them. A
 * ledger that does not verify keeps its rows: they are the evidence. The row that records it is younger than the cut.
 */
export async function checkpointLedger(
  deps: CheckpointLedgerDeps,
  context: ChangeContext,
  olderThanDays: number,
): Promise<Result<MadeCheckpoint, CheckpointRefusal>> {
  if (olderThanDays < MIN_RETENTION_DAYS) return refuse({ cause: 'retention_too_short' });
  const { ledger, checkpoints } = deps.store;
  const last = await ledger.lastBefore(context.now - olderThanDays * DAY);
  const before = (await checkpoints.list())[0]?.sequence ?? 0;
  if (last === undefined || last.sequence <= before) return refuse({ cause: 'nothing_to_remove' });
  const { finding } = await verifyLedger({ ...deps, ledger, checkpoints });
  if (finding !== null) return refuse({ cause: 'ledger_broken', finding });

  const { sequence, hash } = last;
  const signed = deps.marks.sign('checkpoint', { sequence, hash, at: context.now });
  const checkpoint: Checkpoint = { sequence, hash, signed, createdAt: context.now };
  const rows = sequence - before;
  return deps.store.change<MadeCheckpoint, CheckpointRefusal>(context, async (change) => {
    const newest = (await change.checkpoints.list())[0]?.sequence ?? 0;
    if (newest !== before) return refuse({ cause: 'nothing_to_remove' });
    await change.checkpoints.insert(checkpoint);
    change.record({
      action: 'ledger.checkpointed',
      subject: 'ledger',
      before: null,
      after: { sequence, hash, rows },
    });
    return ok({ checkpoint, rows });
  });
}

/** Rows in one statement, which holds all writers up. */
const BATCH = 1000;

/** Removes what checkpoints stand for. It may be stopped at any time; the next call goes on. */
export async function removeCheckpointedRows(deps: {
  readonly store: Pick<Store, 'checkpoints'>;
  readonly pause: () => Promise<void>;
}): Promise<void> {
  while ((await deps.store.checkpoints.removeRows(BATCH)) === BATCH) await deps.pause();
}
