import type { Result } from '@gatepass/protocol';
import type { PublicKey } from './client-key.ts';

/** The key sets that clients publish themselves (RFC 7517 §5). */
export interface KeySets {
  /**
   * The keys at this URI. They are remembered; where none that is remembered `fits`, the set may be one that has
   * changed since, and is fetched again, though not often.
   */
  keysAt(
    jwksUri: string,
    fits: (key: PublicKey) => boolean,
  ): Promise<Result<readonly PublicKey[], 'key_set_unavailable'>>;
}
