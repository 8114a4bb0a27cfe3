import { ACCESS_TOKEN_TYPE, type JsonObject } from '@gatepass/protocol';
import type { TokenDefect } from '../refusal/guard-refusals.ts';

/**
 * Tells an access token from every other thing signed by the same key (RFC 9068 §4, RFC 8725 §3.11). The type is
 * a media type: its case does not matter, and `application/` may be left out (RFC 7515 §4.1.9).
 */
export function checkType(header: JsonObject): TokenDefect | undefined {
  if (typeof header.typ !== 'string') return 'typ_not_access_token';
  const type = header.typ.toLowerCase();
  const isAccessToken = type === ACCESS_TOKEN_TYPE || type === `application/${ACCESS_TOKEN_TYPE}`;
  return isAccessToken ? undefined : 'typ_not_access_token';
}
