import type { PublicKey } from '../../domain/client-key/client-key.ts';
import { parseKeySet } from '../../domain/client-key/parse-key-set.ts';
import type { KeyInspection } from '../../domain/client-key/parse-public-key.ts';
import { parsePublicUrl } from '../../domain/network/public-url.ts';
import { type FetchDocumentDeps, fetchDocument } from './fetch-document.ts';

export interface FetchKeySetDeps extends FetchDocumentDeps {
  readonly inspect: KeyInspection;
}

/**
 * The keys that a client publishes, as they are now; there may be none. What the URI may be is asked again, since it
 * was stored under the rules of another day.
 * @throws {Error} when there is no key set to be had; the message says why, and nothing of what was answered
 */
export async function fetchKeySet(deps: FetchKeySetDeps, jwksUri: string): Promise<readonly PublicKey[]> {
  const url = parsePublicUrl(jwksUri, deps.onLoopback);
  if (!url.ok) throw new Error(`the URI is not accepted (${url.refusal})`);
  const keys = parseKeySet(await fetchDocument(deps, url.value), deps.inspect);
  if (keys === undefined) throw new Error('the answer is not a JWK Set of at most 20 keys');
  return keys;
}
