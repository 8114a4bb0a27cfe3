import type { ImportKey, RsaPublicKey, VerifySignature } from '../crypto/verify-signature.ts';
import { type FetchDocumentDeps, fetchDocument } from './fetch-document.ts';
import { freshnessSeconds } from './freshness.ts';
import { parseKeySet } from './parse-key-set.ts';

/** A key set, ready to verify with. */
export interface LoadedKeys {
  readonly byId: ReadonlyMap<string, VerifySignature>;
  readonly freshSeconds: number;
}

export interface LoadKeysDeps extends FetchDocumentDeps {
  readonly importKey: ImportKey;
}

/**
 * Fetches the JWK Set and prepares its keys.
 * @throws {Error} when it cannot be had whole, or has no key for RS256; the message says which
 */
export async function loadKeys(deps: LoadKeysDeps, jwksUri: string): Promise<LoadedKeys> {
  try {
    const { bytes, headers } = await fetchDocument(deps, jwksUri);
    return { byId: await importKeys(deps.importKey, bytes), freshSeconds: freshnessSeconds(headers) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unknown failure';
    throw new Error(`The key set at ${jwksUri} could not be loaded: ${why}`, { cause });
  }
}

async function importKeys(importKey: ImportKey, document: Uint8Array): Promise<LoadedKeys['byId']> {
  const keys = [...parseKeySet(document)];
  const imported = await Promise.all(keys.map(([kid, key]) => importEntry(importKey, kid, key)));
  const byId = new Map(imported.filter((entry) => entry !== undefined));
  if (byId.size === 0) throw new Error('The answer is not a JWK Set with a key for RS256.');
  return byId;
}

/** An entry that the cryptographic library refuses is passed over like any other that is unusable. */
async function importEntry(
  importKey: ImportKey,
  kid: string,
  key: RsaPublicKey,
): Promise<readonly [string, VerifySignature] | undefined> {
  try {
    return [kid, await importKey(key)];
  } catch {
    return undefined;
  }
}
