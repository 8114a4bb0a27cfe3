import { inNetworkList, type NetworkList } from '../network/network-list.ts';
import type { NetworkUse } from '../usage/usage.ts';
import { OTHER_NETWORK } from '../usage/usage-bounds.ts';

/** What a list of networks would have meant for the tokens that were issued. */
export interface NetworkReport {
  /** How many entries the list has. Without any it refuses nobody. */
  readonly listed: number;
  readonly requests: number;
  /** Of these from networks that the list does not have. */
  readonly outside: number;
  /** Of these from networks that were too many to be told apart. */
  readonly unknown: number;
  /** Those that the list does not have, the most used first. */
  readonly networks: readonly OutsideNetwork[];
}

export interface OutsideNetwork {
  readonly network: string;
  readonly requests: number;
  /** Milliseconds. */
  readonly lastUsedAt: number;
}

type Used = Pick<NetworkUse, 'network' | 'uses' | 'lastUsedAt'>;

export function networkReport(list: NetworkList, uses: readonly Used[]): NetworkReport {
  const told = uses.filter(({ network }) => network !== OTHER_NETWORK);
  const outside = list.length === 0 ? [] : told.filter(({ network }) => !inNetworkList(list, network));
  const requests = total(uses);
  return {
    listed: list.length,
    requests,
    outside: total(outside),
    unknown: requests - total(told),
    networks: byNetwork(outside),
  };
}

/** One network may have been used by several credentials of the client. */
function byNetwork(uses: readonly Used[]): readonly OutsideNetwork[] {
  const networks = new Map<string, OutsideNetwork>();
  for (const { network, uses: requests, lastUsedAt } of uses) {
    const known = networks.get(network);
    networks.set(network, {
      network,
      requests: requests + (known?.requests ?? 0),
      lastUsedAt: Math.max(lastUsedAt, known?.lastUsedAt ?? 0),
    });
  }
  return [...networks.values()].sort((one, other) => other.requests - one.requests);
}

function total(uses: readonly Used[]): number {
  return uses.reduce((sum, { uses: requests }) => sum + requests, 0);
}
