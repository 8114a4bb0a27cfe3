import { generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto';

/** An RSA signing key of a test, and how it signs. */
export interface TestKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** As the issuer publishes it. */
  readonly jwk: JsonWebKey & { readonly kid: string };
}

export function makeTestKey(kid: string, modulusLength = 2048): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return { kid, privateKey, publicKey, jwk: publishedJwk(publicKey, kid) };
}

function publishedJwk(key: KeyObject, kid: string): TestKey['jwk'] {
  const { kty, n, e } = key.export({ format: 'jwk' });
  return { kty: String(kty), kid, use: 'sig', alg: 'RS256', n: String(n), e: String(e) };
}

/** Signs header and payload as they are, well-formed or not. */
export function signCompact(
  key: TestKey,
  header: string | object,
  payload: string | object | Buffer,
): string {
  const signingInput = `${encodeSegment(header)}.${encodeSegment(payload)}`;
  return `${signingInput}.${sign('sha256', Buffer.from(signingInput), key.privateKey).toString('base64url')}`;
}

/** base64url of a text, of bytes, or of a value as JSON. */
export function encodeSegment(value: string | object | Buffer): string {
  const isRaw = typeof value === 'string' || Buffer.isBuffer(value);
  return Buffer.from(isRaw ? (value as string) : JSON.stringify(value)).toString('base64url');
}
