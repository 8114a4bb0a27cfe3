import { isSecureUrl } from '@gatepass/protocol';

/** @throws {TypeError} when the text is no absolute URL that a secret or token may travel to */
export function requireSecureUrl(text: string, what: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new TypeError(`${what} must be an absolute URL.`);
  if (!isSecureUrl(url)) {
    throw new TypeError(
      `${what} must be https: (http: only on a loopback address), since credentials travel there.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new TypeError(`${what} must not hold credentials.`);
  }
  return url;
}
