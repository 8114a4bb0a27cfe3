import { type IpAddress, isIpv4 } from './ip-address.ts';

/**
 * Whether an address is somebody's on the internet at large, and so nothing of the network that this server stands
 * in: no private, loopback, link-local, shared, multicast, documentation or transition address (RFC 6890). Whatever
 * the registry has no name for is let pass for IPv4, which is all assigned, and refused for IPv6 outside 2000::/3.
 */
export function isPublicAddress(address: IpAddress): boolean {
  if (address.range() !== 'unicast') return false;
  return isIpv4(address) || (address.parts[0] ?? 0) >> 13 === 1;
}
