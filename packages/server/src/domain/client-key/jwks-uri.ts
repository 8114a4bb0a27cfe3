import { isLoopbackHost, ok, type Result, refuse } from '@gatepass/protocol';
import { parseAddress } from '../network/ip-address.ts';
import { isPublicAddress } from '../network/public-address.ts';

/** Why a `jwks_uri` is not accepted, and what to do: the words for whoever sets it. */
export const JWKS_URI_DEFECTS = {
  malformed: 'jwks_uri must be an absolute URL of at most 512 characters.',
  scheme: 'jwks_uri must begin with https: whoever can change the keys on their way can act as the client.',
  credentials: 'jwks_uri must not hold a user name or a password: the keys in it are public.',
  fragment: 'jwks_uri must have no fragment.',
  host: 'jwks_uri must name a host on the public internet, by its full name.',
  port: 'jwks_uri must use port 443, or one from 1024 on.',
} as const satisfies Record<string, string>;

export type JwksUriDefect = keyof typeof JWKS_URI_DEFECTS;

const MAX_LENGTH = 512;

/** Names that no public server has (RFC 6761, RFC 6762, RFC 8375, and ICANN's `.internal`). */
const PRIVATE_NAMES = /(?:^|\.)(?:localhost|local|internal|home\.arpa|test|invalid|onion)$/;

/**
 * What the text shows of where keys would be fetched from: the caller decides where this server connects, so it must
 * be nowhere inside. Addresses behind a name are judged when they are connected to. `onLoopback` is for development,
 * where server and keys are on one machine.
 */
export function parseJwksUri(text: string, onLoopback: boolean): Result<URL, JwksUriDefect> {
  if (text.length > MAX_LENGTH || !URL.canParse(text)) return refuse('malformed');
  const url = new URL(text);
  const isLocal = onLoopback && isLoopbackHost(url.hostname);
  if (url.protocol !== 'https:' && !(isLocal && url.protocol === 'http:')) return refuse('scheme');
  if (url.username !== '' || url.password !== '') return refuse('credentials');
  if (text.includes('#')) return refuse('fragment');
  if (!isLocal && !isPublicHost(url.hostname)) return refuse('host');
  return url.port === '' || Number(url.port) >= 1024 ? ok(url) : refuse('port');
}

/** The parser has made one spelling of each host: lower case, addresses in decimal. */
function isPublicHost(hostname: string): boolean {
  const address = parseAddress(hostname.replace(/^\[|\]$/g, ''));
  if (address !== undefined) return isPublicAddress(address);
  // A dot at its end makes a name absolute and changes nothing else.
  const name = hostname.replace(/\.$/, '');
  return /^[a-z\d-]+(\.[a-z\d-]+)+$/.test(name) && !PRIVATE_NAMES.test(name);
}
