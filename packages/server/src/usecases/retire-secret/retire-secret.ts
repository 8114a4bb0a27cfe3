import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { isLive, isUsable, type Secret } from '../../domain/secret/secret.ts';
import type { Store, UsageStore } from '../../domain/store.ts';
import type { CredentialUse } from '../../domain/usage/usage.ts';

/** A secret used within this time is not retired without a second word. Milliseconds. */
const IN_USE = 15 * 60_000;

export interface RetireSecretDeps {
  readonly store: Pick<Store, 'change'> & { readonly usage: Pick<UsageStore, 'ofCredentials'> };
  /** Writes what this node has counted, so that the last minutes are known. */
  readonly flushUsage: () => Promise<void>;
}

export type RetireSecretRefusal =
  | { readonly cause: 'secret_unknown' | 'last_secret' }
  | { readonly cause: 'secret_in_use'; readonly use: CredentialUse };

export interface WantedRetirement {
  readonly id: string;
  /** Kept with the secret, not in the ledger: it is free text. */
  readonly reason: string;
  /** The second word: retire it although it is used, or nothing else is. */
  readonly force: boolean;
}

/** Ends a secret at once; a roll-back can take it back. What has ended stays as it is. */
export async function retireSecret(
  deps: RetireSecretDeps,
  context: ChangeContext,
  wanted: WantedRetirement,
): Promise<Result<Secret, RetireSecretRefusal>> {
  const { now } = context;
  await deps.flushUsage();
  const [use] = await deps.store.usage.ofCredentials([wanted.id]);
  return deps.store.change<Secret, RetireSecretRefusal>(context, async (change) => {
    const secret = await change.secrets.find(wanted.id);
    if (secret === undefined) return refuse({ cause: 'secret_unknown' });
    if (!isLive(secret, now)) return ok(secret);
    if (!wanted.force) {
      if (use !== undefined && now - use.lastUsedAt < IN_USE) return refuse({ cause: 'secret_in_use', use });
      const all = await change.secrets.listByClient(secret.clientId);
      if (!all.some((other) => other.id !== secret.id && isUsable(other, now))) {
        return refuse({ cause: 'last_secret' });
      }
    }
    await change.secrets.update(secret.id, { retiredAt: now, retireReason: wanted.reason });
    change.record({
      action: 'secret.retired',
      subject: secret.id,
      before: { client_id: secret.clientId, retired: false },
      after: { client_id: secret.clientId, retired: true, forced: wanted.force },
    });
    return ok({ ...secret, retiredAt: now, retireReason: wanted.reason });
  });
}
