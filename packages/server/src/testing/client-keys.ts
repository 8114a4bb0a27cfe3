import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { AssertionAlgorithm, PublicKey } from '../domain/client-key/client-key.ts';
import { parsePublicKey } from '../domain/client-key/parse-public-key.ts';
import { inspectKey } from '../signing/public-keys.ts';

/** A pair of a client's: what it registers, and what it signs with. */
export interface TestClientKey {
  readonly alg: AssertionAlgorithm;
  readonly kid: string | undefined;
  /** With `kid` and `alg`, as a partner would send it. */
  readonly jwk: Readonly<Record<string, unknown>>;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export function makeClientKey(
  alg: AssertionAlgorithm,
  options: { readonly kid?: string; readonly modulusLength?: number } = {},
): TestClientKey {
  const { publicKey, privateKey } = makePair(alg, options.modulusLength ?? 2048);
  const name = options.kid === undefined ? {} : { kid: options.kid };
  const jwk = { ...publicKey.export({ format: 'jwk' }), ...name, alg };
  return { alg, kid: options.kid, jwk, publicKey, privateKey };
}

function makePair(alg: AssertionAlgorithm, modulusLength: number) {
  if (alg === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  if (alg === 'EdDSA') return generateKeyPairSync('ed25519');
  return generateKeyPairSync('rsa', { modulusLength });
}

/** The key as it is kept. */
export function publicKeyOf(key: TestClientKey): PublicKey {
  const parsed = parsePublicKey(key.jwk, inspectKey);
  if (!parsed.ok) throw new Error(parsed.refusal);
  return parsed.value;
}

/** The claims of an assertion that is in order, but for what is given. */
export function assertionClaims(
  wanted: { readonly clientId: string; readonly issuer: string; readonly now: number },
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const { clientId, issuer, now } = wanted;
  const iat = Math.floor(now / 1000);
  return { iss: clientId, sub: clientId, aud: issuer, jti: crypto.randomUUID(), iat, exp: iat + 60, ...more };
}

/** Signs header and claims as they are. Members of `header` that are undefined are left out. */
export function signAssertion(
  key: TestClientKey,
  claims: string | object,
  header: Readonly<Record<string, unknown>> = {},
): string {
  const head = { alg: key.alg, typ: 'JWT', kid: key.kid, ...header };
  const signingInput = `${encodeSegment(head)}.${encodeSegment(claims)}`;
  return `${signingInput}.${signText(key, signingInput).toString('base64url')}`;
}

export function signText({ alg, privateKey: key }: TestClientKey, text: string): Buffer {
  const bytes = Buffer.from(text);
  switch (alg) {
    case 'RS256':
      return sign('sha256', bytes, key);
    case 'PS256':
      return sign('sha256', bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
    case 'ES256':
      return sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' });
    case 'EdDSA':
      return sign(null, bytes, key);
  }
}

/** base64url of a text, or of a value as JSON. */
export function encodeSegment(value: string | object): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}
