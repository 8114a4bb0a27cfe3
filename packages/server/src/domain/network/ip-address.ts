import ipaddr from 'ipaddr.js';

export type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * An address in its usual spelling: four decimal numbers, or RFC 4291 §2.2 without a zone. IPv4 inside IPv6
 * (`::ffff:192.0.2.1`, RFC 4291 §2.5.5.2) is IPv4, since that is who sent it.
 */
export function parseAddress(text: string): IpAddress | undefined {
  if (!text.includes(':')) return parseIpv4(text);
  // The library alone would take octal and hexadecimal numbers behind the colons, and zones.
  const last = text.slice(text.lastIndexOf(':') + 1);
  if (last.includes('.') && parseIpv4(last) === undefined) return undefined;
  if (text.length > MAX_LENGTH || text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** The one spelling of an address: RFC 5952 for IPv6. */
export function formatAddress(address: IpAddress): string {
  return isIpv4(address) ? address.toString() : address.toRFC5952String();
}

export function isIpv4(address: IpAddress): address is ipaddr.IPv4 {
  return address.kind() === 'ipv4';
}

/** `ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255` */
const MAX_LENGTH = 45;

function parseIpv4(text: string): ipaddr.IPv4 | undefined {
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : undefined;
}
