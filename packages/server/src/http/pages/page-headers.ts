const contentSecurityPolicy = (images: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${images}`,
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/**
 * What holds for whatever a browser loads from here. Nothing runs or is shown but files of our own, nothing is framed,
 * kept, guessed at or told to another site. A form that lost its script sends nothing: its fields would go into a URL.
 */
export function pageHeaders(issuer: string, images = "'self'"): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(images),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    // RFC 6797 §7.2: over plain http, which is loopback here, it must not be sent.
    ...(issuer.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
  };
}
