import { descendantsOf } from '../../domain/secret/descendants.ts';
import { isLive, type Secret } from '../../domain/secret/secret.ts';
import type { SecretReads } from '../../domain/store.ts';

/** The ids of the secrets that whoever had this one may have made, as far as they live. */
export async function liveDescendants(
  secrets: Pick<SecretReads, 'listByClient'>,
  { id, clientId }: Pick<Secret, 'id' | 'clientId'>,
  now: number,
): Promise<readonly string[]> {
  return descendantsOf(id, await secrets.listByClient(clientId))
    .filter((secret) => isLive(secret, now))
    .map((secret) => secret.id);
}
