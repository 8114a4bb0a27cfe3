import { ok, type Result, refuse } from '@gatepass/protocol';
import type { Api } from '../../domain/api/api.ts';
import type { FailureLimiter } from '../../domain/limits/failure-limiter.ts';
import { type EqualDigests, matchesDigest } from '../../domain/secret/matches-digest.ts';
import type { ApiReads } from '../../domain/store.ts';

export interface AuthenticateApiDeps {
  readonly apis: Pick<ApiReads, 'findByKeyId'>;
  readonly digest: (key: string) => Uint8Array;
  readonly equalDigests: EqualDigests;
  readonly limiter: FailureLimiter;
  /** The key ids that this node has believed: at most as many as there are APIs. */
  readonly believed: Set<string>;
}

/** A key whose text is in order, with the id in it. */
export interface PresentedKey {
  readonly key: string;
  readonly keyId: string;
}

export type ApiRefusal =
  | { readonly cause: 'api_key_wrong' }
  | { readonly cause: 'too_many_failures'; readonly retryAfterSeconds: number };

/**
 * Which API holds this key. Wrong keys count against the limit of the network as wrong secrets do; where it is over,
 * only keys that were right before are looked for, which bounds the reads that strangers can bring about.
 */
export async function authenticateApi(
  deps: AuthenticateApiDeps,
  { key, keyId }: PresentedKey,
  network: string,
  now: number,
): Promise<Result<Api, ApiRefusal>> {
  const digest = deps.digest(key);
  const isLookedFor = deps.believed.has(keyId) || !deps.limiter.networkIsBlocked(network, now);
  const api = isLookedFor ? await deps.apis.findByKeyId(keyId) : undefined;
  const matches = matchesDigest(digest, api?.keyDigest, deps.equalDigests);
  if (api !== undefined && matches) {
    deps.believed.add(keyId);
    return ok(api);
  }
  const { blocked, retryAfterSeconds } = deps.limiter.noteFailure(keyId, network, now);
  return refuse(blocked ? { cause: 'too_many_failures', retryAfterSeconds } : { cause: 'api_key_wrong' });
}
