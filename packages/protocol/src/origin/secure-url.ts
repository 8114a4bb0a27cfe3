/** `localhost`, 127.0.0.0/8 and ::1, with or without the brackets that a URL puts around an IPv6 address. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/.test(host);
}

/** Whether secrets, tokens and keys may travel there: over TLS (RFC 6749 §3.2, RFC 6750 §5.3), or inside this machine. */
export function isSecureUrl(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
}
