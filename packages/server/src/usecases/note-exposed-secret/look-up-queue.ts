import { StoreUnavailable } from '../../domain/store.ts';

export interface LookUpQueueDeps<Report> {
  readonly note: (report: Report) => Promise<void>;
  /** Begins work that goes on after the answer. */
  readonly start: (work: () => Promise<void>) => void;
  /** Lets other work of the process come in between. */
  readonly pause: () => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** How many may wait at the most. */
  readonly most: number;
}

/**
 * Texts that may be secrets of ours wait here for their turn, one after the other, so that whatever is sent costs no
 * more than one look-up at a time, and no answer tells by its time what was found.
 */
export interface LookUpQueue<Report> {
  /** Takes all of them, or, when there is no room, none. */
  offer(reports: readonly Report[]): boolean;
  /** Goes on where an outage of the database has stopped it. */
  work(): Promise<void>;
}

export function createLookUpQueue<Report>(deps: LookUpQueueDeps<Report>): LookUpQueue<Report> {
  const waiting: Report[] = [];
  let working: Promise<void> | undefined;

  async function drain(): Promise<void> {
    for (let report = waiting[0]; report !== undefined; report = waiting[0]) {
      try {
        await deps.note(report);
      } catch (error) {
        deps.onError(error);
        if (error instanceof StoreUnavailable) return;
      }
      waiting.shift();
      await deps.pause();
    }
  }

  function work(): Promise<void> {
    working ??= drain().finally(() => {
      working = undefined;
    });
    return working;
  }

  return {
    offer(reports) {
      if (waiting.length + reports.length > deps.most) return false;
      waiting.push(...reports);
      deps.start(work);
      return true;
    },
    work,
  };
}
