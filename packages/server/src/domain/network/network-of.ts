import ipaddr from 'ipaddr.js';
import { formatAddress, isIpv4, parseAddress } from './ip-address.ts';

/**
 * The network that an address is counted under: IPv4 by the address itself (`203.0.113.7`), IPv6 by its first 64 bits
 * (`2001:db8:1:2::/64`), since one host has all of the rest (RFC 4291 §2.5.1). Takes a well-formed address.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  let network = remembered.get(address);
  if (network === undefined) {
    network = makeNetwork(address);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(address, network);
  }
  return network;
}

/** Enough of a network for a person to tell whose it is: IPv4 /24, IPv6 /48. */
export function coarseNetwork(network: string): string {
  if (!network.includes(':')) return `${network.slice(0, network.lastIndexOf('.'))}.0/24`;
  return ipv6Network(network.slice(0, network.lastIndexOf('/')), 48);
}

/** The callers of the moment come again and again; working their network out costs a hundred times the look-up. */
const remembered = new Map<string, string>();
const REMEMBERED = 512;

function makeNetwork(address: string): string {
  const parsed = parseAddress(address);
  if (parsed === undefined) throw new TypeError('not an IP address');
  return isIpv4(parsed) ? formatAddress(parsed) : ipv6Network(address, 64);
}

function ipv6Network(address: string, prefixLength: 48 | 64): string {
  const kept = ipaddr.IPv6.parse(address).parts.slice(0, prefixLength / 16);
  const parts = [...kept, ...Array<number>(8 - kept.length).fill(0)];
  return `${new ipaddr.IPv6(parts).toRFC5952String()}/${prefixLength}`;
}
