import type { FailedRequest } from '../domain/failure/failed-request.ts';
import { FailureCollector } from '../domain/failure/failure-collector.ts';
import type { Use } from '../domain/usage/usage.ts';
import { UsageCollector } from '../domain/usage/usage-collector.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { traceKeeper } from '../usecases/keep-traces/keep-traces.ts';
import type { AppParts } from './app-parts.ts';
import type { BackgroundWork } from './background-work.ts';

/** What this node notes in memory, and writes in batches. */
export interface Traces {
  noteUse(use: Use): void;
  noteFailure(failure: FailedRequest): void;
  /** Those that were noted and not written yet. */
  readonly failures: FailureCollector;
  flush(): Promise<void>;
}

export function openTraces(
  { store, log }: Pick<AppParts, 'store' | 'log'>,
  metrics: Pick<Metrics, 'refused'>,
  background: BackgroundWork,
): Traces {
  const usage = new UsageCollector({ askForWriting: () => background.start(() => keeper.flush()) });
  const failures = new FailureCollector();
  const keeper = traceKeeper({
    usage,
    failures,
    store,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    onLost: (uses) => log.warn({ uses }, 'uses were not counted: they could not be written for too long'),
  });
  return {
    noteUse: (use) => usage.note(use),
    noteFailure(failure) {
      metrics.refused(failure.cause);
      failures.note(failure);
    },
    failures,
    flush: () => keeper.flush(),
  };
}
