import { randomBytes } from 'node:crypto';
import { createKeyedHash } from '../domain/limits/keyed-hash.ts';
import { createRateBuckets, twiceAtOnce } from '../domain/limits/rate-buckets.ts';
import type { CallerLimits } from '../http/api-guard/limit-callers.ts';
import type { AppParts } from './app-parts.ts';

/** Many times as many as there are operators and members; 8 bytes each. */
const CALLER_BUCKETS = 16_384;
/** Networks are made up more easily; what shares both of its buckets with another is told 429 instead of 401. */
const NETWORK_BUCKETS = 65_536;

/** How often operators and members may ask, and how often anybody may guess at their tokens. */
export function openCallerLimits({ settings, now }: Pick<AppParts, 'settings' | 'now'>): CallerLimits {
  const hash = createKeyedHash(randomBytes(8));
  return {
    callers: createRateBuckets(hash, twiceAtOnce(settings.operatorLimit), CALLER_BUCKETS),
    wrongTokens: createRateBuckets(hash, twiceAtOnce(settings.failureLimits.network), NETWORK_BUCKETS),
    trustedProxies: settings.trustedProxies,
    now,
  };
}
