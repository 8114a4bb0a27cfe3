import { decodeBase64url, isKeyId, parseJsonObject } from '@gatepass/protocol';
import type { RsaPublicKey } from '../crypto/verify-signature.ts';

const encoder = new TextEncoder();

/** RFC 7518 §3.3: a key of at least 2048 bits. */
const MIN_MODULUS_BITS = 2048;

/** 65537, the exponent of every key that our issuer makes. Under a small one, any verifier's slip is a forgery. */
const EXPONENT = 'AQAB';

/**
 * The keys of a JWK Set that can verify RS256, by key id; none when the document is not one. An entry that is
 * not for this use is passed over (RFC 7517 §5), and a key id that stands twice names none.
 */
export function parseKeySet(document: Uint8Array): ReadonlyMap<string, RsaPublicKey> {
  const entries = parseJsonObject(document)?.keys;
  const keys = new Map<string, RsaPublicKey>();
  if (!Array.isArray(entries)) return keys;
  const repeated = new Set<string>();
  for (const entry of entries) {
    const key = parseKey(entry);
    if (!key) continue;
    if (keys.has(key.kid)) repeated.add(key.kid);
    keys.set(key.kid, { n: key.n, e: key.e });
  }
  for (const kid of repeated) keys.delete(kid);
  return keys;
}

/** An entry without `alg` or `use` (RFC 7517 §4) is still used for RS256 only: the algorithm is pinned elsewhere. */
function parseKey(entry: unknown): (RsaPublicKey & { kid: string }) | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { kty, kid, alg, use, key_ops, n, e } = entry as Record<string, unknown>;
  if (kty !== 'RSA' || (alg !== undefined && alg !== 'RS256')) return undefined;
  if (use !== undefined && use !== 'sig') return undefined;
  if (key_ops !== undefined && !(Array.isArray(key_ops) && key_ops.includes('verify'))) return undefined;
  if (!isKeyId(kid) || e !== EXPONENT || typeof n !== 'string' || !isLongEnough(n)) return undefined;
  return { kid, n, e };
}

/** `n` is a big-endian number without leading zero octets (RFC 7518 §2, Base64urlUInt). */
function isLongEnough(n: string): boolean {
  const [first = 0, ...rest] = decodeBase64url(encoder.encode(n)) ?? [];
  return first !== 0 && 32 - Math.clz32(first) + rest.length * 8 >= MIN_MODULUS_BITS;
}
