/** Work that goes on after its request was answered, and that a stop waits for. */
export interface BackgroundWork {
  /** Begins the work in a later turn of the event loop, when the answer is on its way. */
  start(work: () => Promise<void>): void;
  settled(): Promise<void>;
}

export function trackBackgroundWork(onError: (error: unknown) => void): BackgroundWork {
  const running = new Set<Promise<void>>();
  return {
    start(work) {
      const run = new Promise<void>((resolve) => setImmediate(resolve))
        .then(work)
        .catch(onError)
        .finally(() => running.delete(run));
      running.add(run);
    },
    async settled() {
      await Promise.all(running);
    },
  };
}
