import type { CredentialMaker } from '../secret/make-credential.ts';
import { claimCodeText, makeClaimCode } from './claim-code.ts';

/** A code, which is told once, and what is kept of it. */
export interface NewClaimCode {
  readonly code: string;
  readonly codeDigest: Uint8Array;
  readonly macKeyVersion: number;
}

export function newClaimCode(maker: Pick<CredentialMaker, 'mac' | 'randomBytes'>): NewClaimCode {
  const code = makeClaimCode(maker.randomBytes);
  return { code, codeDigest: maker.mac.digest(claimCodeText(code)), macKeyVersion: maker.mac.version };
}
