import type { JsonObject } from '@gatepass/protocol';
import type { TokenDefect } from '../refusal/guard-refusals.ts';

/** Members by which a token would choose the key it is verified with (RFC 7515 §4.1.2 - §4.1.6). */
const KEY_MEMBERS = ['jwk', 'jku', 'x5u', 'x5c'];

/**
 * What every signed token must say of its signature. The algorithm is ours to choose, never the token's: it only
 * may name the one that is used in any case (RFC 8725 §3.1). No extension is understood, so `crit` of any kind is
 * refused (RFC 7515 §4.1.11), and `b64`, which changes what is signed, even without it (RFC 7797 §6).
 */
export function checkSignatureHeader(header: JsonObject): TokenDefect | undefined {
  if (header.alg !== 'RS256') return 'alg_not_allowed';
  if (Object.hasOwn(header, 'crit')) return 'crit_not_supported';
  if (Object.hasOwn(header, 'b64')) return 'b64_not_supported';
  if (KEY_MEMBERS.some((member) => Object.hasOwn(header, member))) return 'key_in_header';
  return undefined;
}
