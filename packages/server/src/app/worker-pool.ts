export interface WorkerPool {
  /** Sees to it that whatever is due by now is done; resolves when no worker is left. */
  work(): Promise<void>;
}

/**
 * Up to so many workers, each of which does one thing after the other until `doNext` says that nothing is due. A call
 * while all of them are at work is not lost: whoever finds nothing looks once more.
 */
export function workerPool(
  size: number,
  doNext: () => Promise<boolean>,
  onError: (error: unknown) => void,
): WorkerPool {
  const workers = new Set<Promise<void>>();
  let calls = 0;

  async function run(): Promise<void> {
    let heard: number;
    do {
      heard = calls;
      while (await doNext());
    } while (heard !== calls);
  }

  return {
    async work() {
      calls++;
      while (workers.size < size) {
        const worker = run()
          .catch(onError)
          .finally(() => workers.delete(worker));
        workers.add(worker);
      }
      await Promise.all(workers);
    },
  };
}
