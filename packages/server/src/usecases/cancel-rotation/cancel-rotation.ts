import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { findRotation } from '../../domain/rotation/rotation.ts';
import { isLive, type Secret, secretState } from '../../domain/secret/secret.ts';
import type { Store, UsageStore } from '../../domain/store.ts';
import type { CredentialUse } from '../../domain/usage/usage.ts';
import { restoreSecret } from '../rotate-secret/restore-secret.ts';

export interface CancelRotationDeps {
  readonly store: Pick<Store, 'change'> & { readonly usage: Pick<UsageStore, 'ofClient'> };
  /** Writes what this node has counted, so that the last seconds are known. */
  readonly flushUsage: () => Promise<void>;
}

export type CancelRotationRefusal =
  | { readonly cause: 'client_unknown' | 'rotation_unknown' | 'rotation_done' | 'secret_exposed' }
  | { readonly cause: 'secret_in_use'; readonly use: CredentialUse };

export interface WantedCancellation {
  readonly clientId: string;
  readonly reason: string;
  /** Revoke the new secret although it is used, or although the old one counts as exposed. */
  readonly force: boolean;
}

/** A rotation that was taken back: the secret that stays, and the one that goes. */
export interface UndoneRotation {
  readonly restored: Secret;
  readonly withdrawn: Secret;
}

/** Takes a rotation back that nobody has followed yet: revokes the new secret, and the old one is active again. */
export async function cancelRotation(
  deps: CancelRotationDeps,
  context: ChangeContext,
  { clientId, reason, force }: WantedCancellation,
): Promise<Result<UndoneRotation, CancelRotationRefusal>> {
  const { now } = context;
  await deps.flushUsage();
  const uses = await deps.store.usage.ofClient(clientId);
  return deps.store.change<UndoneRotation, CancelRotationRefusal>(context, async (change) => {
    if ((await change.clients.find(clientId)) === undefined) return refuse({ cause: 'client_unknown' });
    const rotation = findRotation(await change.secrets.listByClient(clientId), now);
    if (rotation === undefined) return refuse({ cause: 'rotation_unknown' });
    const { old, successor } = rotation;
    if (!isLive(old, now)) return refuse({ cause: 'rotation_done' });
    if (old.exposedAt !== null && !force) return refuse({ cause: 'secret_exposed' });
    const use = uses.find(({ credentialId }) => credentialId === successor.id);
    if (use !== undefined && !force) return refuse({ cause: 'secret_in_use', use });

    await change.secrets.setRevoked(successor.id, now, reason);
    change.record({
      action: 'secret.revoked',
      subject: successor.id,
      before: { client_id: clientId, revoked: false },
      after: { client_id: clientId, revoked: true, forced: force },
    });
    const isRetiring = secretState(old, now) === 'retiring';
    return ok({
      restored: isRetiring ? await restoreSecret(change, old) : old,
      withdrawn: { ...successor, revokedAt: now, revokedReason: reason },
    });
  });
}
