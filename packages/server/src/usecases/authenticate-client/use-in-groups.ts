import type { AssertionStore } from '../../domain/store.ts';

type Assertion = Parameters<AssertionStore['use']>[0][number];

/** Notes an assertion as used, and says whether this was the first time. Rejects as the store does. */
export type UseAssertion = (assertion: Assertion) => Promise<boolean>;

interface Waiting {
  readonly assertion: Assertion;
  readonly resolve: (isFirst: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One transaction for all that come in one turn of the event loop, or while another is being written: what makes a
 * commit slow is the disk, once for each, and not its rows.
 */
export function useInGroups(store: Pick<AssertionStore, 'use'>): UseAssertion {
  let waiting: Waiting[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await writeGroup(store, group);
    }
    isWriting = false;
  }

  return (assertion) =>
    new Promise((resolve, reject) => {
      waiting.push({ assertion, resolve, reject });
      if (isWriting) return;
      isWriting = true;
      setImmediate(writeAll);
    });
}

/** Never rejects: whoever waits hears of it. */
async function writeGroup(store: Pick<AssertionStore, 'use'>, group: readonly Waiting[]): Promise<void> {
  try {
    const isFirst = await store.use(group.map(({ assertion }) => assertion));
    for (const [index, { resolve }] of group.entries()) resolve(isFirst[index] === true);
  } catch (error) {
    for (const { reject } of group) reject(error);
  }
}
