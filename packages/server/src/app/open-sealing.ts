import type { KeyObject } from 'node:crypto';
import type { LinkOpener } from '../domain/link/link-address.ts';
import type { LinkMaker } from '../domain/link/make-link.ts';
import { seal, unseal } from '../signing/seal.ts';

/** Texts under the master key, each for one purpose. */
export function openSealing(masterKey: KeyObject): Pick<LinkMaker, 'seal'> & Pick<LinkOpener, 'unseal'> {
  return {
    seal: (text, purpose) => seal(masterKey, purpose, Buffer.from(text)),
    unseal: (sealed, purpose) => unseal(masterKey, purpose, sealed).toString(),
  };
}
