import { TOKEN_PATH } from '@gatepass/protocol';
import { requireSecureUrl } from '../secure-url.ts';

/**
 * The issuer that assertions are for, exactly as given; left out, what stands before the token endpoint's path.
 * It is the caller's word and never a server's: a hostile one would name another server here, and could then use
 * the assertion there.
 * @throws {TypeError} when the one given is no issuer, or none was given and the URL does not tell
 */
export function issuerFor(tokenUrl: URL, issuer: string | undefined): string {
  if (issuer !== undefined) {
    const { search, hash } = requireSecureUrl(issuer, 'issuer');
    // RFC 8414 §2.
    if (search !== '' || hash !== '') throw new TypeError('issuer must have no query and no fragment.');
    return issuer;
  }
  const { origin, pathname, search } = tokenUrl;
  if (!pathname.endsWith(TOKEN_PATH) || search !== '') {
    throw new TypeError(`issuer must be given where tokenUrl does not end in ${TOKEN_PATH}.`);
  }
  return origin + pathname.slice(0, -TOKEN_PATH.length);
}
