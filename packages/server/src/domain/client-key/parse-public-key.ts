import { decodeBase64url, isKeyId, type JsonObject, ok, type Result, refuse } from '@gatepass/protocol';
import { holdsCredential } from '../ledger/holds-credential.ts';
import { type AssertionAlgorithm, assertionAlgorithm, type PublicJwk, type PublicKey } from './client-key.ts';
import type { KeyDefect } from './key-defects.ts';
import { isSmallOrderPoint } from './small-order-points.ts';

/** What only a cryptographic library can say of a key. */
export interface KeyInspection {
  /** Whether it can be imported: for an elliptic curve, whether the point is on it. */
  isImportable(jwk: PublicJwk): boolean;
  /** RFC 7638, of a JWK that has just the required members, in lexicographic order. */
  thumbprint(jwk: PublicJwk): string;
}

/**
 * A JWK that may be registered, reduced to what a verification needs. Everything else in it, such as a certificate,
 * is neither kept nor fetched.
 * @see {@link https://www.rfc-editor.org/rfc/rfc7517#section-4 RFC 7517 §4}
 * @see {@link https://www.rfc-editor.org/rfc/rfc7518#section-6 RFC 7518 §6}
 */
export function parsePublicKey(jwk: JsonObject, inspect: KeyInspection): Result<PublicKey, KeyDefect> {
  if (jwk.kty === 'oct') return refuse('symmetric');
  if (PRIVATE_MEMBERS.some((member) => Object.hasOwn(jwk, member))) return refuse('private');
  const { kid, kty } = jwk;
  // It goes into the ledger, where no secret may stand that somebody has pasted.
  if (typeof kty !== 'string' || (kid !== undefined && (!isKeyId(kid) || holdsCredential(kid))))
    return refuse('malformed');
  const material = KINDS.get(kty)?.(jwk) ?? refuse('kind');
  if (!material.ok) return material;

  const { publicJwk, algorithms } = material.value;
  const alg = algorithmOf(jwk, algorithms);
  if (alg === undefined) return refuse('algorithm');
  if (!isForVerifying(jwk)) return refuse('use');
  if (!inspect.isImportable(publicJwk)) return refuse('point');
  return ok({ kid: kid ?? null, alg, publicJwk, thumbprint: inspect.thumbprint(publicJwk) });
}

/** RFC 7518 §6.2.2, §6.3.2, §6.4.1. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** A key's public members in lexicographic order, and what it may sign with; the first is what it is for by default. */
interface Material {
  readonly publicJwk: PublicJwk;
  readonly algorithms: readonly [AssertionAlgorithm, ...AssertionAlgorithm[]];
}

type ReadMaterial = (jwk: JsonObject) => Result<Material, KeyDefect>;

const KINDS: ReadonlyMap<string, ReadMaterial> = new Map([
  ['RSA', rsaMaterial],
  ['EC', p256Material],
  ['OKP', ed25519Material],
]);

const MIN_MODULUS_BITS = 2048;
const MAX_MODULUS_BITS = 8192;
/** 65537. Under a small exponent any verifier's slip is a forgery, and a large one costs every request. */
const EXPONENT = 'AQAB';

function rsaMaterial({ n, e }: JsonObject): Result<Material, KeyDefect> {
  if (typeof n !== 'string' || typeof e !== 'string') return refuse('malformed');
  const bits = bitsOf(n);
  if (bits === undefined || bytesOf(e) === undefined) return refuse('malformed');
  if (bits < MIN_MODULUS_BITS) return refuse('weak');
  if (bits > MAX_MODULUS_BITS) return refuse('long');
  if (e !== EXPONENT) return refuse('exponent');
  return ok({ publicJwk: { e, kty: 'RSA', n }, algorithms: ['RS256', 'PS256'] });
}

function p256Material({ crv, x, y }: JsonObject): Result<Material, KeyDefect> {
  if (crv !== 'P-256') return refuse(typeof crv === 'string' ? 'kind' : 'malformed');
  if (!isCoordinate(x) || !isCoordinate(y)) return refuse('malformed');
  return ok({ publicJwk: { crv, kty: 'EC', x, y }, algorithms: ['ES256'] });
}

function ed25519Material({ crv, x }: JsonObject): Result<Material, KeyDefect> {
  if (crv !== 'Ed25519') return refuse(typeof crv === 'string' ? 'kind' : 'malformed');
  if (!isCoordinate(x)) return refuse('malformed');
  if (isSmallOrderPoint(x)) return refuse('point');
  return ok({ publicJwk: { crv, kty: 'OKP', x }, algorithms: ['EdDSA'] });
}

/** One algorithm for each key, so that an assertion never chooses (RFC 8725 §3.1). */
function algorithmOf(
  { alg }: JsonObject,
  algorithms: Material['algorithms'],
): AssertionAlgorithm | undefined {
  if (alg === undefined) return algorithms[0];
  const named = typeof alg === 'string' ? assertionAlgorithm(alg) : undefined;
  return named !== undefined && algorithms.includes(named) ? named : undefined;
}

/** RFC 7517 §4.2, §4.3: where the key says what it is for, it must be this. */
function isForVerifying({ use, key_ops: operations }: JsonObject): boolean {
  if (use !== undefined && use !== 'sig') return false;
  return operations === undefined || (Array.isArray(operations) && operations.includes('verify'));
}

const encoder = new TextEncoder();

function bytesOf(text: string): Uint8Array | undefined {
  return decodeBase64url(encoder.encode(text));
}

/** 32 bytes, also where they begin with zeroes (RFC 7518 §6.2.1.2, RFC 8037 §2). */
function isCoordinate(value: unknown): value is string {
  return typeof value === 'string' && bytesOf(value)?.length === 32;
}

/** Of a big-endian number without leading zero octets (RFC 7518 §2, Base64urlUInt). */
function bitsOf(text: string): number | undefined {
  const bytes = bytesOf(text);
  const first = bytes?.[0];
  if (bytes === undefined || first === undefined || first === 0) return undefined;
  return bytes.length * 8 - (Math.clz32(first) - 24);
}
