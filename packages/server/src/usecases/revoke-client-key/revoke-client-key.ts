import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ClientKey } from '../../domain/client-key/client-key.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Store } from '../../domain/store.ts';

/** Ends a key at once and for ever. Doing it again changes nothing. */
export function revokeClientKey(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  /** The reason is kept with the key, not in the ledger: it is free text. */
  wanted: { readonly id: string; readonly reason: string },
): Promise<Result<ClientKey, 'key_unknown'>> {
  return deps.store.change(context, async (change) => {
    const key = await change.clientKeys.find(wanted.id);
    if (key === undefined) return refuse('key_unknown');
    if (key.revokedAt !== null) return ok(key);
    await change.clientKeys.setRevoked(key.id, context.now, wanted.reason);
    change.record({
      action: 'client_key.revoked',
      subject: key.id,
      before: { client_id: key.clientId, revoked: false },
      after: { client_id: key.clientId, revoked: true },
    });
    return ok({ ...key, revokedAt: context.now, revokedReason: wanted.reason });
  });
}
