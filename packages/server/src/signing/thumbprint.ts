import { createHash } from 'node:crypto';

/** RFC 7638 §3.2, of a JWK that has just the required members, in lexicographic order. */
export function thumbprint(jwk: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(JSON.stringify(jwk)).digest('base64url');
}
