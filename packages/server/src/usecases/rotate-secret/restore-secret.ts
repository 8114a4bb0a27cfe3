import type { Secret } from '../../domain/secret/secret.ts';
import type { Change } from '../../domain/store.ts';

const ACTIVE = {
  retireAt: null,
  retireUnusedFor: null,
  heldAt: null,
  retiredAt: null,
  retireReason: null,
} as const;

/** Makes a retiring or retired secret active again, and says so in the ledger. */
export async function restoreSecret(
  change: Pick<Change, 'secrets' | 'record'>,
  secret: Secret,
): Promise<Secret> {
  await change.secrets.update(secret.id, ACTIVE);
  change.record({
    action: 'secret.restored',
    subject: secret.id,
    before: { client_id: secret.clientId, state: secret.retiredAt === null ? 'retiring' : 'retired' },
    after: { client_id: secret.clientId, state: 'active' },
  });
  return { ...secret, ...ACTIVE };
}
