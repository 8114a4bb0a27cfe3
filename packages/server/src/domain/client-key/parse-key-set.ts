import { type JsonObject, parseJsonObject } from '@gatepass/protocol';
import type { PublicKey } from './client-key.ts';
import { type KeyInspection, parsePublicKey } from './parse-public-key.ts';

/** More are no key set but a mistake, and each would be tried. */
const MAX_KEYS = 20;

/**
 * The keys of a JWK Set that assertions may be signed with; undefined where the document is not one. What is weak, for
 * another use, or of a kind that is not understood is passed over (RFC 7517 §5), as is what lays a private key open.
 */
export function parseKeySet(document: Uint8Array, inspect: KeyInspection): readonly PublicKey[] | undefined {
  const entries = parseJsonObject(document)?.keys;
  if (!Array.isArray(entries) || entries.length > MAX_KEYS) return undefined;
  const keys = new Map<string, PublicKey>();
  for (const entry of entries) {
    const key = isObject(entry) ? parsePublicKey(entry, inspect) : undefined;
    if (key?.ok) keys.set(key.value.thumbprint, key.value);
  }
  return [...keys.values()];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
