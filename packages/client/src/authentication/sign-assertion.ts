import { base64url } from '../base64url.ts';
import type { PlatformKey } from './client-key.ts';
import { type SigningAlgorithm, signatureParameters } from './signing-algorithm.ts';

export interface Signer {
  readonly key: PlatformKey;
  readonly alg: SigningAlgorithm;
  readonly kid: string | undefined;
}

/** RFC 7523 §3. Times in whole seconds since 1970. */
export interface AssertionClaims {
  readonly iss: string;
  readonly sub: string;
  /** The issuer, and nothing else: an assertion for one server must not be good at another. */
  readonly aud: string;
  readonly jti: string;
  readonly iat: number;
  readonly exp: number;
}

const encoder = new TextEncoder();

/** A client assertion as compact JWS (RFC 7515 §3.1). */
export async function signAssertion({ key, alg, kid }: Signer, claims: AssertionClaims): Promise<string> {
  const header = { alg, ...(kid !== undefined && { kid }), typ: 'JWT' };
  const input = `${encode(header)}.${encode(claims)}`;
  const signature = await crypto.subtle.sign(signatureParameters(alg), key, encoder.encode(input));
  return `${input}.${base64url(new Uint8Array(signature))}`;
}

function encode(object: object): string {
  return base64url(encoder.encode(JSON.stringify(object)));
}
