/** `localhost`, 127.0.0.0/8 and ::1, in the spelling that `URL` normalises hosts to. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a secret or a token may travel there: over TLS (RFC 6749 §3.2, RFC 6750 §5.3), or inside this machine. */
function isSecureUrl(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

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
