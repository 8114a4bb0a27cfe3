/** One thing that is done again and again. `everyMilliseconds`: not sooner after the last time, by the clock. */
export interface Chore {
  readonly name: string;
  readonly everyMilliseconds: number;
  readonly run: () => Promise<void>;
}

export interface PeriodicWork {
  /** Does what is due, one chore after the other. A chore that fails leaves the others alone, and is due again. */
  work(): Promise<void>;
}

/** Runs that were asked for while one was under way follow it, so that no two overlap. */
export function periodicWork(
  chores: readonly Chore[],
  deps: { readonly now: () => number; readonly onError: (chore: string, error: unknown) => void },
): PeriodicWork {
  const doneAt = new Map<string, number>();
  let last: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    for (const { name, everyMilliseconds, run } of chores) {
      const now = deps.now();
      const before = doneAt.get(name);
      // A clock that was set back must not put a chore off.
      if (before !== undefined && now >= before && now - before < everyMilliseconds) continue;
      try {
        await run();
        doneAt.set(name, now);
      } catch (error) {
        deps.onError(name, error);
      }
    }
  }

  return {
    work() {
      last = last.then(run);
      return last;
    },
  };
}
