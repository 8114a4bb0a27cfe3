import { createKeyedHash } from '../domain/limits/keyed-hash.ts';
import { createNetworkLimits } from '../domain/limits/network-limits.ts';
import { createRateBuckets } from '../domain/limits/rate-buckets.ts';
import type { LinkMaker } from '../domain/link/make-link.ts';
import type { RulesUntilSet } from '../domain/rules/issuance-rules.ts';
import type { EqualDigests } from '../domain/secret/matches-digest.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { CredentialRequestsDeps } from '../http/routes/requests/credential-requests.routes.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { sha256 } from '../signing/sha256.ts';
import { approveAllByRules } from '../usecases/approve-request/approve-by-rules.ts';
import { authenticateRequester } from '../usecases/authenticate-requester/authenticate-requester.ts';
import { lapseRequests } from '../usecases/lapse-requests/lapse-requests.ts';
import type { AppParts } from './app-parts.ts';
import type { Chore } from './periodic-work.ts';

export interface RequestSurroundings {
  readonly metrics: Pick<Metrics, 'glassBroken'>;
  readonly log: RequestLog;
  /** Whether mail is sent, without which nobody can confirm a request that they have made. */
  readonly selfServe: boolean;
}

export interface Requests {
  readonly route: CredentialRequestsDeps;
  readonly chores: readonly Chore[];
}

/** Wrong links and tokens of one network. */
const ATTEMPTS = { burst: 20, perMinute: 10 };
const ATTEMPT_BUCKETS = 4096;
/** Milliseconds between two looks at what has lapsed, and at what the rules approve. */
const LOOK_EVERY = 60_000;

/** What the ledger says of somebody who did alone what takes two. */
const ALONE: Readonly<Record<string, 'request' | 'rules'>> = {
  'request.approved_alone': 'request',
  'rules.changed_alone': 'rules',
};

/** Requests for credentials, from the public form to whatever happens to them by itself, put together. */
export function openRequests(
  { settings, store, tail, log, now }: Pick<AppParts, 'settings' | 'store' | 'tail' | 'log' | 'now'>,
  making: LinkMaker & RulesUntilSet & { readonly claimLifetime: number; readonly equalDigests: EqualDigests },
  { metrics, log: requestLog, selfServe }: RequestSurroundings,
): Requests {
  const deps = { ...making, store, sha256, scopes: settings.scopes };
  const hash = () => createKeyedHash(making.randomBytes(8));
  tail.listen((rows) => {
    for (const { action, subject, actor } of rows) {
      const what = ALONE[action];
      if (what === undefined) continue;
      metrics.glassBroken(what);
      log.warn({ action, subject, actor }, 'somebody did alone what takes two people');
    }
  });
  return {
    route: {
      ...deps,
      ...settings.requests,
      selfServe,
      countSubmission: createNetworkLimits(hash(), settings.requests.perHour),
      attempts: createRateBuckets(hash(), ATTEMPTS, ATTEMPT_BUCKETS),
      authenticateRequestToken: (token) => authenticateRequester(deps, token),
      trustedProxies: settings.trustedProxies,
      now,
      log: requestLog,
    },
    chores: [
      {
        name: 'lapse',
        everyMilliseconds: LOOK_EVERY,
        run: async () => void (await lapseRequests({ store }, now())),
      },
      {
        name: 'automatic approval',
        everyMilliseconds: LOOK_EVERY,
        run: async () => void (await approveAllByRules(deps, now())),
      },
    ],
  };
}
