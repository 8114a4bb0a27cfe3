/** Digits, capitals, small letters: no encoding changes them, and a double click selects the whole word. */
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Fills a new array of the given length with unpredictable bytes. The caller brings its platform's source. */
export type RandomBytes = (length: number) => Uint8Array;

/** The largest multiple of 62 in a byte. Bytes from here up are thrown away, or some letters would be likelier. */
const UNBIASED_BYTES = 248;

/** `length` characters, each with log2(62) = 5.95 bits of randomness. */
export function randomBase62(length: number, randomBytes: RandomBytes): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length - text.length)) {
      if (byte < UNBIASED_BYTES) text += BASE62.charAt(byte % 62);
    }
  }
  return text;
}

/** An unsigned integer as exactly `width` base62 digits, most significant first. */
export function toBase62(value: number, width: number): string {
  let text = '';
  for (let rest = value; text.length < width; rest = Math.floor(rest / 62)) {
    text = BASE62.charAt(rest % 62) + text;
  }
  return text;
}

export function isBase62(text: string): boolean {
  return /^[0-9A-Za-z]*$/.test(text);
}
