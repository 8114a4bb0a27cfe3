const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Says that a character is outside the alphabet, by a bit that no value of six has. */
const OUTSIDE = 0x40;
/** The character that stands for zero. */
const ZERO = ALPHABET.charCodeAt(0);

const SEXTETS = new Uint8Array(256).fill(OUTSIDE);
for (let value = 0; value < ALPHABET.length; value++) SEXTETS[ALPHABET.charCodeAt(value)] = value;

/**
 * Decodes base64url without padding (RFC 7515 §2), given as ASCII bytes, accepting exactly one spelling of each
 * value: no padding, no other alphabet, no white space, unused bits zero. `Buffer` and `atob` forgive some of
 * these, and a token with two spellings escapes whatever remembers tokens by their text.
 */
export function decodeBase64url(text: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const { length } = text;
  const rest = length % 4;
  if (rest === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let seen = 0;
  // Four characters are three bytes. What the last group writes past the end goes nowhere.
  for (let read = 0, write = 0; read < length; read += 4, write += 3) {
    const a = sextet(text, read);
    const b = sextet(text, read + 1);
    const c = sextet(text, read + 2);
    const d = sextet(text, read + 3);
    seen |= a | b | c | d;
    bytes[write] = (a << 2) | (b >> 4);
    bytes[write + 1] = (b << 4) | (c >> 2);
    bytes[write + 2] = (c << 6) | d;
  }
  const unusedBits = rest === 2 ? 0b1111 : rest === 3 ? 0b11 : 0;
  const isCanonical = (seen & OUTSIDE) === 0 && (sextet(text, length - 1) & unusedBits) === 0;
  return isCanonical ? bytes : undefined;
}

function sextet(text: Uint8Array, index: number): number {
  return SEXTETS[text[index] ?? ZERO] ?? OUTSIDE;
}
