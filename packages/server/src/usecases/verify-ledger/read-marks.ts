import type { AnchorLog } from '../../domain/ledger/anchor-log.ts';
import type { LedgerMark, LedgerMarks } from '../../domain/ledger/ledger-mark.ts';
import type { CheckpointReads } from '../../domain/ledger/ledger-store.ts';

export interface ReadMarksDeps {
  readonly checkpoints: CheckpointReads;
  readonly marks: Pick<LedgerMarks, 'read'>;
  /** This server's own; null where it keeps none. */
  readonly anchorLog: Pick<AnchorLog, 'latest'> | null;
}

export interface MarksOfLedger {
  /** The newest that is signed; undefined where the ledger begins with its first row. */
  readonly checkpoint: LedgerMark | undefined;
  readonly checkpoints: readonly LedgerMark[];
  readonly anchors: readonly LedgerMark[];
  /** Lines of the server's own file that are no anchors: what a kill has cut off, or somebody has changed. */
  readonly unreadable: number;
  /** What is wrong with the marks themselves, or null. */
  readonly finding: string | null;
}

/** Each mark holds all rows before it, so the last ones are enough; earlier ones only narrow down what was changed. */
const MOST_ANCHORS = 1000;

/** What was signed of this ledger: its checkpoints, the anchors that the server has kept, and those given. */
export async function readMarks(deps: ReadMarksDeps, given: readonly string[]): Promise<MarksOfLedger> {
  const stored = await deps.checkpoints.list();
  const signed = stored.map((checkpoint) => {
    const mark = deps.marks.read('checkpoint', checkpoint.signed);
    return mark?.sequence === checkpoint.sequence && mark.hash === checkpoint.hash ? mark : undefined;
  });
  const forged = stored.find((_, index) => signed[index] === undefined);
  const checkpoints = signed.filter((mark) => mark !== undefined);

  const own = ((await deps.anchorLog?.latest(MOST_ANCHORS)) ?? []).map((line) =>
    deps.marks.read('anchor', line),
  );
  const brought = given.map((text) => deps.marks.read('anchor', text));
  const refused = brought.indexOf(undefined);
  return {
    checkpoint: checkpoints[0],
    checkpoints,
    anchors: [...own, ...brought].filter((mark) => mark !== undefined),
    unreadable: own.filter((mark) => mark === undefined).length,
    finding: findingOf(forged?.sequence, refused),
  };
}

function findingOf(forged: number | undefined, refused: number): string | null {
  if (forged !== undefined) return `the checkpoint at row ${forged} was not signed by this deployment`;
  if (refused !== -1) return `anchor ${refused + 1} of those given was not signed by this deployment`;
  return null;
}
