import type { Secret } from '../../domain/secret/secret.ts';
import type { Change } from '../../domain/store.ts';

/** Writes a new secret and its ledger row: the same wherever one is made. */
export async function addSecret(change: Pick<Change, 'secrets' | 'record'>, secret: Secret): Promise<void> {
  await change.secrets.insert(secret);
  change.record({
    action: 'secret.created',
    subject: secret.id,
    before: null,
    after: {
      client_id: secret.clientId,
      not_before: toTime(secret.notBefore),
      expires_at: toTime(secret.expiresAt),
      ...(secret.replaces !== null && { replaces: secret.replaces }),
      ...(secret.madeWith !== null && { made_with: secret.madeWith }),
    },
  });
}

function toTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
