import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { rotationFrom } from '../../domain/rotation/rotation.ts';
import { descendantsOf } from '../../domain/secret/descendants.ts';
import { type Secret, secretState } from '../../domain/secret/secret.ts';
import type { Change, Store } from '../../domain/store.ts';
import { restoreSecret } from '../rotate-secret/restore-secret.ts';

export interface WantedRevocation {
  readonly id: string;
  /** Kept with the secret, not in the ledger: it is free text. */
  readonly reason: string;
  /** Whether somebody else may have had it: then it is marked as exposed, and takes its descendants with it. */
  readonly leaked?: boolean;
}

export interface RevokedSecret extends Secret {
  /** The ids of its descendants that went with it. */
  readonly revokedWithIt: readonly string[];
}

/** Ends a secret at once and for ever. Doing it again changes nothing. */
export function revokeSecret(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  { id, reason, leaked = false }: WantedRevocation,
): Promise<Result<RevokedSecret, 'secret_unknown'>> {
  return deps.store.change(context, async (change) => {
    const secret = await change.secrets.find(id);
    if (secret === undefined) return refuse('secret_unknown');
    const all = await change.secrets.listByClient(secret.clientId);
    const descendants = leaked ? descendantsOf(id, all).filter(({ revokedAt }) => revokedAt === null) : [];
    if (leaked && secret.exposedAt === null) await expose(change, secret, context.now);
    if (secret.revokedAt === null) await revoke(change, secret, reason, context.now);
    for (const descendant of descendants) await revoke(change, descendant, reason, context.now, id);
    await restoreReplaced(change, secret.clientId, context.now);
    return ok({
      ...secret,
      exposedAt: secret.exposedAt ?? (leaked ? context.now : null),
      revokedAt: secret.revokedAt ?? context.now,
      revokedReason: secret.revokedAt === null ? reason : secret.revokedReason,
      revokedWithIt: descendants.map((descendant) => descendant.id),
    });
  });
}

async function expose(change: Change, secret: Secret, now: number): Promise<void> {
  await change.secrets.setExposed(secret.id, now);
  change.record({
    action: 'secret.exposed',
    subject: secret.id,
    before: null,
    after: { client_id: secret.clientId, where: 'leak' },
  });
}

async function revoke(
  change: Change,
  secret: Secret,
  reason: string,
  now: number,
  madeWith?: string,
): Promise<void> {
  await change.secrets.setRevoked(secret.id, now, reason);
  change.record({
    action: 'secret.revoked',
    subject: secret.id,
    before: { client_id: secret.clientId, revoked: false },
    after: {
      client_id: secret.clientId,
      revoked: true,
      ...(madeWith !== undefined && { descends_from: madeWith }),
    },
  });
}

/**
 * A secret that was to retire in favour of a revoked one is needed again: its overlap must not end it. One that counts
 * as exposed is not made good again by the way; it goes on working, held and loudly, until it is rotated or ended.
 */
async function restoreReplaced(change: Change, clientId: string, now: number): Promise<void> {
  const secrets = await change.secrets.listByClient(clientId);
  for (const secret of secrets) {
    if (secret.exposedAt !== null || secretState(secret, now) !== 'retiring') continue;
    if (rotationFrom(secret, secrets) !== undefined) continue;
    await restoreSecret(change, secret);
  }
}
