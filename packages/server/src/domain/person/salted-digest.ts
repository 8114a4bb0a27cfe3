import type { Sha256 } from '../ledger/ledger-entry.ts';

/**
 * What the ledger keeps of a person's text: it shows that a text is the one that was there, and nothing once the salt
 * is gone. 64 hexadecimal digits; null where there is no text.
 */
export function saltedDigest(sha256: Sha256, salt: string | null, text: string | null): string | null {
  return salt === null || text === null ? null : sha256(`${salt}\n${text}`);
}
