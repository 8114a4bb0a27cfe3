import type { ImportKey } from './verify-signature.ts';

/**
 * RS256 by node:crypto: synchronous, and cheaper than WebCrypto's trip through the thread pool, which takes
 * longer than the verification itself.
 */
export function importByNodeCrypto(crypto: typeof import('node:crypto')): ImportKey {
  return async ({ n, e }) => {
    const key = crypto.createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
    return (data, signature) => crypto.verify('sha256', data, key, signature);
  };
}
