/** Compares two digests without telling by time where they differ. */
export type EqualDigests = (one: Uint8Array, other: Uint8Array) => boolean;

/** Compared against where nothing is stored, so that a miss costs what a mismatch costs. */
const DECOY = new Uint8Array(32);

/** Whether a presented credential is the stored one. One comparison, whether or not anything is stored. */
export function matchesDigest(
  presented: Uint8Array,
  stored: Uint8Array | undefined,
  equal: EqualDigests,
): boolean {
  const matches = equal(presented, stored ?? DECOY);
  return matches && stored !== undefined;
}
