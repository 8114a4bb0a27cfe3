import type { Store } from '../domain/store.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { LedgerProof } from '../usecases/checkpoint-ledger/checkpoint-ledger.ts';
import { type EndOverlapsDeps, endOverlaps } from '../usecases/end-overlaps/end-overlaps.ts';
import { warnOfExpiry } from '../usecases/warn-of-expiry/warn-of-expiry.ts';
import type { AppParts } from './app-parts.ts';
import { ledgerChores } from './ledger-chores.ts';
import type { Leaks } from './open-leaks.ts';
import type { Requests } from './open-requests.ts';
import type { Traces } from './open-traces.ts';
import type { Chore } from './periodic-work.ts';

/** Milliseconds between two looks at which secrets end soon. */
const WARN_EVERY = 60_000;
/** Milliseconds between two rounds of removing what has had its time. */
const PRUNE_EVERY = 600_000;

export interface ChoreParts {
  readonly traces: Traces;
  readonly leaks: Pick<Leaks, 'work'>;
  readonly metrics: Metrics;
  readonly ledgerProof: LedgerProof;
  readonly requests: Pick<Requests, 'chores'>;
  readonly rotating: EndOverlapsDeps & Parameters<typeof warnOfExpiry>[0];
}

/** Everything that is done again and again, in this order. */
export function chores(
  parts: Pick<AppParts, 'settings' | 'store' | 'log' | 'now'>,
  { traces, leaks, metrics, ledgerProof, requests, rotating }: ChoreParts,
): readonly Chore[] {
  const { store, log, now } = parts;
  return [
    { name: 'traces', everyMilliseconds: 0, run: () => traces.flush() },
    { name: 'leaks', everyMilliseconds: 0, run: () => leaks.work() },
    {
      name: 'overlaps',
      everyMilliseconds: 0,
      async run() {
        const { held, newlyHeld } = await endOverlaps(rotating, now());
        metrics.setOverlapsHeld(held);
        if (newlyHeld > 0)
          log.warn({ secrets: newlyHeld }, 'overlaps are held up: the old secrets are still used');
      },
    },
    {
      name: 'expiry',
      everyMilliseconds: WARN_EVERY,
      async run() {
        const { warned, expiring } = await warnOfExpiry(rotating, now());
        for (const { withinDays, secrets } of expiring) metrics.setSecretsExpiring(withinDays, secrets);
        if (warned > 0) log.warn({ secrets: warned }, 'secrets end soon; the ledger says which');
      },
    },
    ...requests.chores,
    { name: 'prune', everyMilliseconds: PRUNE_EVERY, run: () => prune(store, now()) },
    ...ledgerChores(parts, ledgerProof),
  ];
}

async function prune(store: Store, now: number): Promise<void> {
  for (const table of [
    store.usage,
    store.failures,
    store.assertions,
    store.revokedTokens,
    store.idempotency,
    store.requests,
    store.links,
    store.mailQueue,
    store.webhookQueue,
  ]) {
    await table.prune(now);
  }
}
