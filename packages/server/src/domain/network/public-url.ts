import { isLoopbackHost, ok, type Result, refuse } from '@gatepass/protocol';
import { parseAddress } from './ip-address.ts';
import { isPublicAddress } from './public-address.ts';

export type PublicUrlDefect = 'malformed' | 'scheme' | 'credentials' | 'fragment' | 'host' | 'port';

const MAX_LENGTH = 512;

/** Names that no public server has (RFC 6761, RFC 6762, RFC 8375, and ICANN's `.internal`). */
const PRIVATE_NAMES = /(?:^|\.)(?:localhost|local|internal|home\.arpa|test|invalid|onion)$/;

/**
 * A URL that others have given us to connect to: they decide where this server connects, so it must be nowhere inside.
 * This judges what the text shows; addresses behind a name are judged when they are connected to. `onLoopback` is for
 * development, where both ends are on one machine.
 */
export function parsePublicUrl(text: string, onLoopback: boolean): Result<URL, PublicUrlDefect> {
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
