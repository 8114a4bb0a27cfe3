import { type Result, refuse } from '@gatepass/protocol';
import type { AllowedNetworks, Client } from '../../domain/client/client.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { type NetworkListRefusal, parseNetworkList } from '../../domain/network/network-list.ts';
import type { Store } from '../../domain/store.ts';
import { configureClient } from './configure-client.ts';

export type SetNetworksRefusal = 'client_unknown' | 'networks_missing' | NetworkListRefusal;

/** Sets where a client may ask from. An empty list would shut everybody out, so only the stage `off` may have one. */
export async function setNetworks(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  id: string,
  { list: texts, stage }: AllowedNetworks,
): Promise<Result<Client, SetNetworksRefusal>> {
  const list = parseNetworkList(texts);
  if (!list.ok) return list;
  if (list.value.length === 0 && stage !== 'off') return refuse('networks_missing');
  return configureClient(deps, context, id, { networks: { list: list.value, stage } });
}
