import {
  addCounts,
  type CountedCredential,
  countUse,
  findPlace,
  newPlace,
  type PlaceOfUse,
} from './counted-credential.ts';
import type { Use } from './usage.ts';
import { OTHER_NETWORK } from './usage-bounds.ts';

export interface UsageCollectorOptions {
  /** Called when so much was counted that it should be written before its time: once, until it is taken. */
  readonly askForWriting: () => void;
  /** So many places are enough to ask. */
  readonly enough?: number;
  /** So many are kept at the most, while nothing can be written. Some 200 bytes each. */
  readonly most?: number;
}

const HOUR = 3_600_000;
/** Of one credential between two batches. A partner's instances ask once in minutes, so this is thousands of them. */
const MAX_PLACES = 256;

/**
 * Counts the tokens that this node issues until the counts are written. Its memory is bounded whatever it is told:
 * a credential has so many places, and from there on one more that stands for all others; once everything is full,
 * uses of credentials that it does not hold are lost, and it says how many.
 */
export class UsageCollector {
  readonly #askForWriting: () => void;
  readonly #enough: number;
  readonly #most: number;
  #credentials = new Map<string, CountedCredential>();
  #places = 0;
  #asked = false;
  #lost = 0;

  constructor({ askForWriting, enough = 16_384, most = 262_144 }: UsageCollectorOptions) {
    this.#askForWriting = askForWriting;
    this.#enough = enough;
    this.#most = most;
  }

  /** Runs for each token. Allocates only for what is seen for the first time since the last batch. */
  note(use: Use): void {
    const { network, instance } = use.origin;
    const place = this.#placeOf(use, Math.floor(use.at / HOUR), network, instance, use.at);
    if (place === undefined) this.#lost += 1;
    else countUse(place, use);
  }

  /** Hands over what was counted, and begins anew. */
  take(): CountedCredential[] {
    const taken = [...this.#credentials.values()];
    this.#credentials = new Map();
    this.#places = 0;
    this.#asked = false;
    return taken;
  }

  /** Takes back what could not be written. It is not asked for again before its time. */
  giveBack(credentials: readonly CountedCredential[]): void {
    this.#asked = true;
    for (const { credentialId, clientId, lastTokenEndsAt, places } of credentials) {
      const user = { credentialId, clientId, tokenEndsAt: lastTokenEndsAt };
      for (const counted of places) {
        const { hour, network, instance, firstUsedAt } = counted;
        const place = this.#placeOf(user, hour, network, instance, firstUsedAt);
        if (place === undefined) this.#lost += counted.uses;
        else addCounts(place, counted);
      }
    }
  }

  /** How many uses were lost since this was last asked. */
  takeLost(): number {
    const lost = this.#lost;
    this.#lost = 0;
    return lost;
  }

  #placeOf(
    user: Pick<Use, 'credentialId' | 'clientId' | 'tokenEndsAt'>,
    hour: number,
    network: string,
    instance: string | undefined,
    at: number,
  ): PlaceOfUse | undefined {
    const credential = this.#credentials.get(user.credentialId);
    if (credential === undefined) {
      return this.#places < this.#most ? this.#begin(user, newPlace(hour, network, instance, at)) : undefined;
    }
    if (user.tokenEndsAt > credential.lastTokenEndsAt) credential.lastTokenEndsAt = user.tokenEndsAt;
    const known = findPlace(credential, hour, network, instance);
    if (known !== undefined) return known;
    if (credential.places.length < MAX_PLACES && this.#places < this.#most) {
      return this.#add(credential, newPlace(hour, network, instance, at));
    }
    return (
      findPlace(credential, hour, OTHER_NETWORK, undefined) ??
      this.#add(credential, newPlace(hour, OTHER_NETWORK, undefined, at))
    );
  }

  #begin(
    { credentialId, clientId, tokenEndsAt }: Pick<Use, 'credentialId' | 'clientId' | 'tokenEndsAt'>,
    place: PlaceOfUse,
  ): PlaceOfUse {
    this.#credentials.set(credentialId, {
      credentialId,
      clientId,
      lastTokenEndsAt: tokenEndsAt,
      places: [place],
    });
    return this.#counted(place);
  }

  #add(credential: CountedCredential, place: PlaceOfUse): PlaceOfUse {
    credential.places.push(place);
    return this.#counted(place);
  }

  #counted(place: PlaceOfUse): PlaceOfUse {
    this.#places += 1;
    if (this.#places >= this.#enough && !this.#asked) {
      this.#asked = true;
      this.#askForWriting();
    }
    return place;
  }
}
