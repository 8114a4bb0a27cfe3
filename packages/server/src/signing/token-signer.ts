import { type KeyObject, sign } from 'node:crypto';
import { ACCESS_TOKEN_TYPE, type AccessTokenClaims, type AccessTokenHeader } from '@gatepass/protocol';

/** Turns claims into a signed compact JWT (RFC 7515 §3.1). */
export type TokenSigner = (claims: AccessTokenClaims) => string;

/**
 * Signs on the calling thread: RSA is nearly the whole cost of a token, and handing it to the thread pool
 * makes it dearer, not cheaper.
 */
export function createTokenSigner(kid: string, privateKey: KeyObject): TokenSigner {
  const encodedHeader = encodedTokenHeader(kid);
  return (claims) => {
    const signingInput = encodedHeader + base64url(JSON.stringify(claims));
    const signature = sign('sha256', Buffer.from(signingInput, 'latin1'), privateKey);
    return `${signingInput}.${signature.toString('base64url')}`;
  };
}

/** What every token signed by this key begins with, up to and with the first dot. */
export function encodedTokenHeader(kid: string): string {
  const header: AccessTokenHeader = { alg: 'RS256', typ: ACCESS_TOKEN_TYPE, kid };
  return `${base64url(JSON.stringify(header))}.`;
}

function base64url(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
