import { ok, type Result, refuse } from '@gatepass/protocol';
import { formatAddress, type IpAddress, isIpv4, parseAddress } from './ip-address.ts';

/** A block of addresses (RFC 4632 §3.1, RFC 4291 §2.3). */
export interface CidrBlock {
  readonly address: IpAddress;
  readonly prefixLength: number;
}

/**
 * `host_bits`: bits are set behind the prefix, as in `203.0.113.7/24`. It may have been meant as one address or as the
 * whole block, and guessing wrong would shut somebody out or let everybody in.
 * `everything`: `/0` is no restriction; whoever wants none has another way to say so.
 */
export type CidrDefect = 'malformed' | 'host_bits' | 'everything';

/** Takes `address/length`, or an address alone for a block of one. */
export function parseCidrBlock(text: string): Result<CidrBlock, CidrDefect> {
  const [base = '', length, ...more] = text.split('/');
  const address = parseAddress(base);
  if (address === undefined || more.length > 0) return refuse('malformed');
  const bits = isIpv4(address) ? 32 : 128;
  const prefixLength = length === undefined ? bits : parseLength(length);
  if (!(prefixLength <= bits)) return refuse('malformed');
  if (prefixLength === 0) return refuse('everything');
  return hasHostBits(address, prefixLength) ? refuse('host_bits') : ok({ address, prefixLength });
}

export function formatCidrBlock({ address, prefixLength }: CidrBlock): string {
  return `${formatAddress(address)}/${prefixLength}`;
}

export function isInBlock({ address, prefixLength }: CidrBlock, candidate: IpAddress): boolean {
  return address.kind() === candidate.kind() && candidate.match(address, prefixLength);
}

function parseLength(text: string): number {
  return /^(?:0|[1-9]\d{0,2})$/.test(text) ? Number(text) : Number.NaN;
}

function hasHostBits(address: IpAddress, prefixLength: number): boolean {
  return address.toByteArray().some((byte, index) => {
    const kept = Math.min(8, Math.max(0, prefixLength - index * 8));
    return (byte & (0xff >> kept)) !== 0;
  });
}
