import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Secret } from '../../domain/secret/secret.ts';
import type { Store } from '../../domain/store.ts';

/** Ends a secret at once and for ever. Doing it again changes nothing. */
export function revokeSecret(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  wanted: { readonly id: string; readonly reason: string },
): Promise<Result<Secret, 'secret_unknown'>> {
  return deps.store.change(context, async (change) => {
    const secret = await change.secrets.find(wanted.id);
    if (secret === undefined) return refuse('secret_unknown');
    if (secret.revokedAt !== null) return ok(secret);
    await change.secrets.setRevoked(secret.id, context.now, wanted.reason);
    change.record({
      action: 'secret.revoked',
      subject: secret.id,
      before: { client_id: secret.clientId, revoked: false },
      after: { client_id: secret.clientId, revoked: true },
    });
    return ok({ ...secret, revokedAt: context.now });
  });
}
