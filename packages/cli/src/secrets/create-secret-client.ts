import { type CreateClient, type CreatedClient, ok, type Result } from '@gatepass/protocol';
import type { AdminClient } from '../admin-client.ts';
import type { Failure } from '../failure.ts';

/** Makes a client that has a secret: of the two kinds that the operation makes, the one that no keys were named for. */
export async function createSecretClient(
  admin: AdminClient,
  wanted: Omit<CreateClient, 'public_jwk' | 'jwks_uri'>,
): Promise<Result<CreatedClient, Failure>> {
  const created = await admin.createClient(wanted);
  if (!created.ok) return created;
  if (!('client_secret' in created.value)) throw new Error('a client without keys was made without a secret');
  return ok(created.value);
}
