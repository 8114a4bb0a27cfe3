import type { Use } from './usage.ts';

/** Uses of one credential in one hour, from one network, by one instance. Times are milliseconds. */
export interface PlaceOfUse {
  /** Hours since 1970. */
  readonly hour: number;
  readonly network: string;
  readonly instance: string | undefined;
  version: string | undefined;
  firstUsedAt: number;
  lastUsedAt: number;
  uses: number;
  overBudget: number;
  outsideNetworks: number;
}

/** What one node counted of one credential. */
export interface CountedCredential {
  readonly credentialId: string;
  readonly clientId: string;
  lastTokenEndsAt: number;
  /** At least one, and one for most: between two batches, few ask twice or from two places. */
  readonly places: [PlaceOfUse, ...PlaceOfUse[]];
}

/** With nothing counted yet. */
export function newPlace(
  hour: number,
  network: string,
  instance: string | undefined,
  at: number,
): PlaceOfUse {
  return {
    hour,
    network,
    instance,
    version: undefined,
    firstUsedAt: at,
    lastUsedAt: at,
    uses: 0,
    overBudget: 0,
    outsideNetworks: 0,
  };
}

/** Searched one by one, which for the usual handful is the quickest way. */
export function findPlace(
  { places }: CountedCredential,
  hour: number,
  network: string,
  instance: string | undefined,
): PlaceOfUse | undefined {
  for (const place of places) {
    if (place.hour === hour && place.instance === instance && place.network === network) return place;
  }
  return undefined;
}

/** The clock may stand still or step back: first and last go by the times, not by the order of counting. */
export function countUse(place: PlaceOfUse, use: Use): void {
  if (use.at < place.firstUsedAt) place.firstUsedAt = use.at;
  if (use.at >= place.lastUsedAt) {
    place.lastUsedAt = use.at;
    place.version = use.origin.version;
  }
  place.uses += 1;
  if (use.overBudget) place.overBudget += 1;
  if (use.outsideNetworks) place.outsideNetworks += 1;
}

/** Adds what was counted at another place. */
export function addCounts(place: PlaceOfUse, other: PlaceOfUse): void {
  if (other.firstUsedAt < place.firstUsedAt) place.firstUsedAt = other.firstUsedAt;
  if (other.lastUsedAt >= place.lastUsedAt) {
    place.lastUsedAt = other.lastUsedAt;
    place.version = other.version;
  }
  place.uses += other.uses;
  place.overBudget += other.overBudget;
  place.outsideNetworks += other.outsideNetworks;
}
