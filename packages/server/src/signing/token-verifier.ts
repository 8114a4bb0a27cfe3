import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type AccessTokenClaims, parseCompactJws } from '@gatepass/protocol';
import type { PublicJwk } from '../domain/signing-key/signing-key.ts';
import { encodedTokenHeader } from './token-signer.ts';

/** Several times the longest real token. */
const MAX_TOKEN_LENGTH = 8192;

/** The claims of an access token that this deployment has signed; undefined for every other text. */
export type TokenVerifier = (token: string) => AccessTokenClaims | undefined;

/**
 * Verifies tokens of our own (RFC 7515 §5.2). Their header is one text for each key, written by us: a token that
 * spells it in any other way is none of ours, so neither algorithm nor type nor key is ever the token's to choose.
 * What was signed behind that header are claims, and needs no second look at its shape.
 */
export function createTokenVerifier(keys: readonly PublicJwk[]): TokenVerifier {
  const byHeader = new Map(keys.map((key) => [encodedTokenHeader(key.kid), importKey(key)]));
  return (token) => {
    const jws = parseCompactJws(token, MAX_TOKEN_LENGTH);
    if (!jws.ok) return undefined;
    const key = byHeader.get(token.slice(0, token.indexOf('.') + 1));
    if (key === undefined) return undefined;
    const { signingInput, signature, payload } = jws.value;
    if (!verify('sha256', signingInput, key, signature)) return undefined;
    return JSON.parse(Buffer.from(payload).toString('utf8')) as AccessTokenClaims;
  };
}

function importKey({ n, e }: PublicJwk): KeyObject {
  return createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
}
