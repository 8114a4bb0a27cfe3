import { ok, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import {
  dueWarning,
  WARNING_DAYS,
  WARNING_PERIOD,
  type WarningDays,
} from '../../domain/secret/expiry-warning.ts';
import { isLive } from '../../domain/secret/secret.ts';
import type { Store } from '../../domain/store.ts';

const DAY = 86_400_000;

export interface ExpiryWarnings {
  /** Warnings that were given now. */
  readonly warned: number;
  /** How many live secrets end within so many days, for each number of days that is warned of. */
  readonly expiring: readonly { readonly withinDays: WarningDays; readonly secrets: number }[];
}

/** Warns of each secret that ends in 30, 14, 7 or 1 days: once each, whichever node comes first. */
export async function warnOfExpiry(
  deps: { readonly store: Pick<Store, 'change' | 'secrets'> },
  now: number,
): Promise<ExpiryWarnings> {
  const expiring = await deps.store.secrets.listExpiring(now, now + WARNING_PERIOD);
  const context: ChangeContext = { actor: 'system:expiry', requestId: null, now };
  let warned = 0;
  for (const { id } of expiring.filter((secret) => dueWarning(secret, now) !== undefined)) {
    const given = await deps.store.change(context, async (change) => {
      const secret = await change.secrets.find(id);
      const days = secret !== undefined && isLive(secret, now) ? dueWarning(secret, now) : undefined;
      if (secret === undefined || secret.expiresAt === null || days === undefined) return refuse('not_due');
      await change.secrets.update(id, { warnedDays: days });
      change.record({
        action: 'secret.expiring',
        subject: id,
        before: null,
        after: {
          client_id: secret.clientId,
          days,
          expires_at: new Date(secret.expiresAt).toISOString(),
        },
      });
      return ok(undefined);
    });
    if (given.ok) warned += 1;
  }
  return {
    warned,
    expiring: WARNING_DAYS.map((withinDays) => ({
      withinDays,
      secrets: expiring.filter(({ expiresAt }) => (expiresAt ?? now) - now <= withinDays * DAY).length,
    })),
  };
}
