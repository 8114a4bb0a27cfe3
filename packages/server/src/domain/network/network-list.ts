import { ok, type Result, refuse } from '@gatepass/protocol';
import { type CidrBlock, type CidrDefect, formatCidrBlock, isInBlock, parseCidrBlock } from './cidr-block.ts';
import { isIpv4, parseAddress } from './ip-address.ts';

/** Networks in CIDR notation, each in its one spelling, none twice. What a client's settings hold. */
export type NetworkList = readonly string[];

/** `too_fine`: of IPv6 only the first 64 bits are known of a caller, so nothing finer can be told apart. */
export type NetworkListRefusal =
  | { readonly defect: 'too_many' }
  | { readonly defect: CidrDefect | 'too_fine'; readonly index: number };

export const MAX_NETWORKS = 64;

/** Takes what a person typed: blocks, and IPv4 addresses alone. */
export function parseNetworkList(texts: readonly string[]): Result<NetworkList, NetworkListRefusal> {
  if (texts.length > MAX_NETWORKS) return refuse({ defect: 'too_many' });
  const list = new Set<string>();
  for (const [index, text] of texts.entries()) {
    const block = parseCidrBlock(text);
    if (!block.ok) return refuse({ defect: block.refusal, index });
    const { address, prefixLength } = block.value;
    if (!isIpv4(address) && prefixLength > 64) return refuse({ defect: 'too_fine', index });
    list.add(formatCidrBlock(block.value));
  }
  return ok([...list]);
}

/** Whether the list has this network, as `networkOf` names it. */
export function inNetworkList(list: NetworkList, network: string): boolean {
  const slash = network.lastIndexOf('/');
  const address = parseAddress(slash === -1 ? network : network.slice(0, slash));
  return address !== undefined && blocksOf(list).some((block) => isInBlock(block, address));
}

/** Lists live as long as the clients that this node remembers, and are asked for each of their tokens. */
const parsedLists = new WeakMap<NetworkList, readonly CidrBlock[]>();

function blocksOf(list: NetworkList): readonly CidrBlock[] {
  let blocks = parsedLists.get(list);
  if (blocks === undefined) {
    blocks = list.map((text) => {
      const block = parseCidrBlock(text);
      if (!block.ok) throw new TypeError('not a parsed list of networks');
      return block.value;
    });
    parsedLists.set(list, blocks);
  }
  return blocks;
}
