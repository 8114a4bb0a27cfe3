/**
 * A call while the work is under way is answered by the next run, which all such calls share: no two runs overlap, and
 * each call is followed by a run that saw all that was there before it.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function run(): Promise<void> {
    next = undefined;
    running = work().finally(() => {
      // Else the next run is about to begin, and whoever calls before it has shares it.
      if (next === undefined) running = undefined;
    });
    return running;
  }

  return () => {
    if (running === undefined) return run();
    next ??= running.catch(() => {}).then(run);
    return next;
  };
}
