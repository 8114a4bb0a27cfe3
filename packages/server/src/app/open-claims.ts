import { createKeyedHash } from '../domain/limits/keyed-hash.ts';
import { createRateBuckets } from '../domain/limits/rate-buckets.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { ClaimsRouteDeps } from '../http/routes/claims/claims.route.ts';
import { noteDelivered } from '../usecases/note-delivered/note-delivered.ts';
import { type OpenClaimDeps, openClaim } from '../usecases/open-claim/open-claim.ts';
import type { AppParts } from './app-parts.ts';
import type { BackgroundWork } from './background-work.ts';

const BUCKETS = 4096;

/** Everything that hands credentials over, put together. */
export function openClaims(
  { settings, store, now }: Pick<AppParts, 'settings' | 'store' | 'now'>,
  opening: OpenClaimDeps,
  { background, log }: { readonly background: BackgroundWork; readonly log: RequestLog },
): ClaimsRouteDeps {
  const { network: perMinute } = settings.failureLimits;
  return {
    openClaim: (presented, at) => openClaim(opening, presented, at),
    noteDelivered(claimId, requestId) {
      background.start(() =>
        noteDelivered({ store }, { actor: 'system:claim', requestId, now: now() }, claimId),
      );
    },
    limit: createRateBuckets(
      createKeyedHash(opening.randomBytes(8)),
      { burst: 2 * perMinute, perMinute },
      BUCKETS,
    ),
    prefixes: settings.prefixes,
    environment: settings.environment,
    issuer: settings.issuer,
    trustedProxies: settings.trustedProxies,
    now,
    log,
  };
}
