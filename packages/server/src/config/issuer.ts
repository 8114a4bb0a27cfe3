import { isSecureUrl } from '@gatepass/protocol';

/** An origin as RFC 8414 §2 wants an issuer, spelled exactly as a URL parser would: it is compared byte for byte. */
export function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.origin === text && isSecureUrl(url);
}
