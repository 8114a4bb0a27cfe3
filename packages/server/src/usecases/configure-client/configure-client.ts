import { ok, type Result, refuse } from '@gatepass/protocol';
import type { Client, ClientSettings } from '../../domain/client/client.ts';
import { settingsFacts } from '../../domain/client/settings-facts.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Change, Store } from '../../domain/store.ts';

/** Sets something of a client. The ledger gets what differs; where nothing does, nothing is written. */
export function configureClient(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  id: string,
  settings: Partial<ClientSettings>,
): Promise<Result<Client, 'client_unknown'>> {
  return deps.store.change(context, async (change) => {
    const client = await change.clients.find(id);
    return client === undefined
      ? refuse('client_unknown')
      : ok(await applySettings(change, client, settings));
  });
}

/** The same for whoever has found the client already, and decided. */
export async function applySettings(
  change: Pick<Change, 'clients' | 'record'>,
  client: Client,
  settings: Partial<ClientSettings>,
): Promise<Client> {
  const configured = { ...client, settings: { ...client.settings, ...settings } };
  const facts = settingsFacts(client.settings, configured.settings);
  if (facts === undefined) return client;
  await change.clients.configure(client.id, settings);
  change.record({ action: 'client.configured', subject: client.id, ...facts });
  return configured;
}
