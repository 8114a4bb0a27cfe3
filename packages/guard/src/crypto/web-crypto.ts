import type { webcrypto } from 'node:crypto';
import type { ImportKey } from './verify-signature.ts';

const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/** RS256 by WebCrypto, for runtimes without node:crypto. */
export function importByWebCrypto(subtle: webcrypto.SubtleCrypto): ImportKey {
  return async ({ n, e }) => {
    const key = await subtle.importKey('jwk', { kty: 'RSA', n, e }, RS256, false, ['verify']);
    return (data, signature) => subtle.verify(RS256, key, signature, data);
  };
}
