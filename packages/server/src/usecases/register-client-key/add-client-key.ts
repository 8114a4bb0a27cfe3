import type { RandomBytes } from '@gatepass/protocol';
import type { ClientKey, PublicKey } from '../../domain/client-key/client-key.ts';
import { newId } from '../../domain/new-id.ts';
import type { Change } from '../../domain/store.ts';

export interface WantedKey {
  readonly clientId: string;
  readonly label: string;
  /** Milliseconds, or null: without end. */
  readonly expiresAt: number | null;
}

export function newClientKey(
  randomBytes: RandomBytes,
  wanted: WantedKey,
  key: PublicKey,
  now: number,
): ClientKey {
  const id = newId('key', randomBytes);
  return { ...key, ...wanted, id, revokedAt: null, revokedReason: null, createdAt: now };
}

/** Writes a new key and its ledger row: the same wherever one is registered. */
export async function addClientKey(
  change: Pick<Change, 'clientKeys' | 'record'>,
  key: ClientKey,
): Promise<void> {
  await change.clientKeys.insert(key);
  change.record({
    action: 'client_key.created',
    subject: key.id,
    before: null,
    after: {
      client_id: key.clientId,
      alg: key.alg,
      kid: key.kid,
      thumbprint: key.thumbprint,
      expires_at: key.expiresAt === null ? null : new Date(key.expiresAt).toISOString(),
    },
  });
}
