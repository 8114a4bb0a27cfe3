import { ok, type Result, refuse } from '@gatepass/protocol';
import type { FailureCollector } from '../../domain/failure/failure-collector.ts';
import type { FailureStore, UsageStore } from '../../domain/store.ts';
import type { CountedCredential } from '../../domain/usage/counted-credential.ts';
import { toUsageBatch } from '../../domain/usage/to-usage-batch.ts';
import type { UsageCollector } from '../../domain/usage/usage-collector.ts';

export interface KeepTracesDeps {
  readonly usage: Pick<UsageCollector, 'take' | 'giveBack' | 'takeLost'>;
  readonly failures: Pick<FailureCollector, 'take' | 'giveBack'>;
  readonly store: { readonly usage: Pick<UsageStore, 'add'>; readonly failures: Pick<FailureStore, 'add'> };
  /** Lets requests have their turn. */
  readonly pause: () => Promise<void>;
  /** Hears of uses that were not counted, since nothing could be written for so long. */
  readonly onLost: (uses: number) => void;
}

/** Writes what the collectors hold. */
export interface TraceKeeper {
  /**
   * Resolves when all that was noted before the call is written. Throws `StoreUnavailable` where the database does
   * not answer; what was not written then goes back, and is written the next time.
   */
  flush(): Promise<void>;
}

/** What goes into one transaction, so that changes and other nodes need not wait for long. */
const CREDENTIALS_AT_ONCE = 128;
const FAILURES_AT_ONCE = 512;
/** What is put in order at one time. It takes some milliseconds. */
const SORTED_AT_ONCE = 128 * CREDENTIALS_AT_ONCE;

/** One flush at a time, each behind the one before it. */
export function traceKeeper(deps: KeepTracesDeps): TraceKeeper {
  let last: Promise<void> = Promise.resolve();
  return {
    flush() {
      last = last.catch(() => {}).then(() => keepTraces(deps));
      return last;
    },
  };
}

async function keepTraces(deps: KeepTracesDeps): Promise<void> {
  const { usage, failures, store } = deps;
  const lost = usage.takeLost();
  if (lost > 0) deps.onLost(lost);
  // One after the other, and neither for want of the other.
  const outcomes = [
    await written(deps, usage, {
      atOnce: CREDENTIALS_AT_ONCE,
      before: sortRun,
      write: (counted) => store.usage.add(toUsageBatch(counted)),
    }),
    await written(deps, failures, {
      atOnce: FAILURES_AT_ONCE,
      before: () => {},
      write: (noted) => store.failures.add(noted),
    }),
  ];
  for (const outcome of outcomes) if (!outcome.ok) throw outcome.refusal;
}

interface Collector<Item> {
  take(): Item[];
  giveBack(items: readonly Item[]): void;
}

interface Writing<Item> {
  readonly atOnce: number;
  /** Hears of all items where the next to be written stands, and may change the order of those from there on. */
  readonly before: (items: Item[], at: number) => void;
  readonly write: (items: readonly Item[]) => Promise<void>;
}

/**
 * Rows stand in the database in the order of credentials. Where they are written in it, those of one transaction are
 * neighbours, and it has a third of the pages to write.
 */
function sortRun(credentials: CountedCredential[], at: number): void {
  if (at % SORTED_AT_ONCE !== 0) return;
  const run = credentials.slice(at, at + SORTED_AT_ONCE);
  run.sort((one, other) => (one.credentialId < other.credentialId ? -1 : 1));
  credentials.splice(at, run.length, ...run);
}

/** A write whose answer alone was lost is done again: at worst something counts twice, never not at all. */
async function written<Item>(
  { pause }: Pick<KeepTracesDeps, 'pause'>,
  collector: Collector<Item>,
  { atOnce, before, write }: Writing<Item>,
): Promise<Result<undefined, unknown>> {
  const items = collector.take();
  for (let at = 0; at < items.length; at += atOnce) {
    if (at > 0) await pause();
    before(items, at);
    try {
      await write(items.slice(at, at + atOnce));
    } catch (error) {
      collector.giveBack(items.slice(at));
      return refuse(error);
    }
  }
  return ok(undefined);
}
