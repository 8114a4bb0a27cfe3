/** Two independent numbers of 32 bits for a text. */
export type KeyedHash = (text: string) => readonly [number, number];

interface State {
  a: number;
  b: number;
  c: number;
  d: number;
}

/**
 * HalfSipHash-2-4 (https://github.com/veorq/SipHash) of the text in UTF-16, low byte first: a pseudo-random function
 * that needs no words of 64 bits. Whoever does not know the key cannot choose texts that meet in one bucket.
 * It is no MAC for anything that is stored.
 * @param key 8 random bytes
 */
export function createKeyedHash(key: Uint8Array): KeyedHash {
  if (key.length !== 8) throw new TypeError('a keyed hash takes a key of 8 bytes');
  const view = new DataView(key.buffer, key.byteOffset, key.length);
  const low = view.getInt32(0, true);
  const high = view.getInt32(4, true);
  return (text) => {
    // 0xee, and 0xdd below: the constants for an output of 64 bits.
    const state = { a: low, b: high ^ 0xee, c: 0x6c796765 ^ low, d: 0x74656462 ^ high };
    const even = text.length & ~1;
    for (let at = 0; at < even; at += 2) {
      absorb(state, text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16));
    }
    const left = even === text.length ? 0 : text.charCodeAt(even);
    absorb(state, left | ((text.length * 2) << 24));
    state.c ^= 0xee;
    const first = squeeze(state);
    state.b ^= 0xdd;
    return [first, squeeze(state)];
  };
}

function absorb(state: State, word: number): void {
  state.d ^= word;
  mix(state, 2);
  state.a ^= word;
}

function squeeze(state: State): number {
  mix(state, 4);
  return (state.b ^ state.d) >>> 0;
}

function mix(state: State, rounds: number): void {
  let { a, b, c, d } = state;
  for (let round = 0; round < rounds; round++) {
    a = (a + b) | 0;
    b = rotate(b, 5) ^ a;
    a = rotate(a, 16);
    c = (c + d) | 0;
    d = rotate(d, 8) ^ c;
    a = (a + d) | 0;
    d = rotate(d, 7) ^ a;
    c = (c + b) | 0;
    b = rotate(b, 13) ^ c;
    c = rotate(c, 16);
  }
  state.a = a;
  state.b = b;
  state.c = c;
  state.d = d;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
