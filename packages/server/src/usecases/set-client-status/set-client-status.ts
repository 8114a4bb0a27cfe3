import { ok, type Result, refuse, type Status } from '@gatepass/protocol';
import type { Client } from '../../domain/client/client.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Store } from '../../domain/store.ts';

export interface WantedStatus {
  readonly id: string;
  readonly status: Status;
  /** Kept with the client, not in the ledger: it is free text. */
  readonly reason: string;
}

/** Disables a client, or enables it again. Where nothing changes, nothing is written. */
export function setClientStatus(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  wanted: WantedStatus,
): Promise<Result<Client, 'client_unknown'>> {
  return deps.store.change(context, async (change) => {
    const client = await change.clients.find(wanted.id);
    if (client === undefined) return refuse('client_unknown');
    if (client.status === wanted.status) return ok(client);
    await change.clients.setStatus(client.id, wanted.status, wanted.reason);
    change.record({
      action: wanted.status === 'disabled' ? 'client.disabled' : 'client.enabled',
      subject: client.id,
      before: { status: client.status },
      after: { status: wanted.status },
    });
    return ok({ ...client, status: wanted.status });
  });
}
