import type { RandomBytes } from '../../base62.ts';

/** The same choices at every run. */
export interface SeededRandom {
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  pick<Item>(items: readonly Item[]): Item;
  readonly bytes: RandomBytes;
}

/** xorshift32: small, and random enough to choose test data. The seed is not 0. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed;
  const below = (limit: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  return {
    below,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    bytes: (length) => {
      const bytes = new Uint8Array(length);
      for (let index = 0; index < length; index++) bytes[index] = below(256);
      return bytes;
    },
  };
}
