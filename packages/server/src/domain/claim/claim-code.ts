import type { RandomBytes } from '@gatepass/protocol';

/** Crockford's base32 (https://www.crockford.com/base32.html): no letter that looks or sounds like a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
const GROUP = 4;

/**
 * A new code, as `XXXX-XXXX-XXXX`: 60 bits, short enough to be told on the telephone. It is worth something only with
 * the link, and only for five tries.
 */
export function makeClaimCode(randomBytes: RandomBytes): string {
  const characters = Array.from(randomBytes(LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length));
  return grouped(characters.join(''));
}

/** The one spelling of what a person typed: small letters, spaces, missing hyphens, O for 0, I and L for 1 are forgiven. */
export function readClaimCode(text: string): string | undefined {
  const characters = text
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const isCode = characters.length === LENGTH && [...characters].every((each) => ALPHABET.includes(each));
  return isCode ? grouped(characters) : undefined;
}

/** What of a code is digested: marked as one, so that no other digest under the same key can stand for it. */
export function claimCodeText(code: string): string {
  return `claim-code:${code}`;
}

function grouped(characters: string): string {
  return [0, 1, 2].map((group) => characters.slice(group * GROUP, (group + 1) * GROUP)).join('-');
}
