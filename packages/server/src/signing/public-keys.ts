import { createPublicKey, type KeyObject } from 'node:crypto';
import type { PublicJwk } from '../domain/client-key/client-key.ts';
import type { KeyInspection } from '../domain/client-key/parse-public-key.ts';
import { thumbprint } from './thumbprint.ts';

export function importPublicKey(jwk: PublicJwk): KeyObject {
  return createPublicKey({ key: jwk, format: 'jwk' });
}

export const inspectKey: KeyInspection = {
  isImportable(jwk) {
    try {
      importPublicKey(jwk);
      return true;
    } catch {
      return false;
    }
  },
  thumbprint,
};
