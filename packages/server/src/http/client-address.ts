import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { type CidrBlock, isInBlock } from '../domain/network/cidr-block.ts';
import { formatAddress, type IpAddress, parseAddress } from '../domain/network/ip-address.ts';

/** Whose word on where a request came from is taken (setting TRUSTED_PROXIES). */
export type TrustedProxies = readonly CidrBlock[];

interface Peer {
  readonly address: string;
  readonly trusted: boolean;
}

/** Connections stay open for many requests; what is known of their other end stays with them. */
const peers = new WeakMap<Socket, Peer>();

/** No host has it as its own (RFC 1122 §3.2.1.3): for a connection that was gone before it was looked at. */
const UNKNOWN = '0.0.0.0';

/**
 * Where a request came from, in the one spelling of the address: the other end of the connection, or, where that is a
 * trusted proxy, the right-most address in `X-Forwarded-For` that is none. Each proxy adds to the right what it saw
 * itself, so what stands to the left of that address is only what its sender wrote, and is never looked at.
 */
export function clientAddress(request: IncomingMessage, trusted: TrustedProxies): string {
  const { socket } = request;
  let peer = peers.get(socket);
  if (peer === undefined) {
    peer = peerOf(socket.remoteAddress, trusted);
    peers.set(socket, peer);
  }
  return peer.trusted ? forwardedFor(request, trusted, peer.address) : peer.address;
}

function peerOf(remoteAddress: string | undefined, trusted: TrustedProxies): Peer {
  // Addresses of the local link come with the interface that they were seen on.
  const address = parseAddress(remoteAddress?.split('%', 1)[0] ?? '');
  if (address === undefined) return { address: UNKNOWN, trusted: false };
  return { address: formatAddress(address), trusted: isTrusted(address, trusted) };
}

function forwardedFor(request: IncomingMessage, trusted: TrustedProxies, proxy: string): string {
  // Node joins repeated headers in their order.
  const header = String(request.headers['x-forwarded-for'] ?? '');
  let last = proxy;
  for (let end = header.length; end > 0; ) {
    const comma = header.lastIndexOf(',', end - 1);
    const address = parseAddress(withoutPort(header.slice(comma + 1, end).trim()));
    if (address === undefined) return last;
    last = formatAddress(address);
    if (!isTrusted(address, trusted)) return last;
    end = comma;
  }
  return last;
}

/** Some proxies write `192.0.2.1:4711` or `[2001:db8::1]:4711` (RFC 7239 §6 has these forms). */
function withoutPort(node: string): string {
  return /^(?:\[([^\]]+)\]|([\d.]+))(?::\d{1,5})?$/.exec(node)?.slice(1).find(Boolean) ?? node;
}

function isTrusted(address: IpAddress, trusted: TrustedProxies): boolean {
  return trusted.some((block) => isInBlock(block, address));
}
