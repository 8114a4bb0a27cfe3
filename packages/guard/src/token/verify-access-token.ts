import { isKeyId, type JsonObject, parseJsonObject, type Result, refuse } from '@gatepass/protocol';
import type { Principal } from '../guard.ts';
import { type FindKey, verifyCompactJws } from '../jose/verify-compact-jws.ts';
import type { KeySource, NoKey } from '../keys/key-source.ts';
import type { TokenDefect } from '../refusal/guard-refusals.ts';
import { type ClaimRules, checkAudience, checkIssuer, checkTimes } from './check-claims.ts';
import { checkType } from './check-type.ts';
import { readPrincipal } from './read-principal.ts';

export interface VerifyAccessTokenDeps {
  readonly keys: Pick<KeySource, 'find'>;
  readonly rules: ClaimRules;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Validates a JWT access token.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9068#section-4 RFC 9068 §4}
 */
export async function verifyAccessToken(
  deps: VerifyAccessTokenDeps,
  token: string,
): Promise<Result<Principal, TokenDefect | NoKey>> {
  const payload = await verifyCompactJws(token, keyOfAccessToken(deps.keys));
  if (!payload.ok) return payload;
  const claims = parseJsonObject(payload.value);
  if (!claims) return refuse('payload_not_json_object');
  return judgeClaims(claims, deps.rules, deps.now() / 1000);
}

/** The header is judged whole before a key is looked for, since an unknown key id may cost a fetch. */
function keyOfAccessToken(keys: Pick<KeySource, 'find'>): FindKey<TokenDefect | NoKey> {
  return async (header) => {
    const defect = checkType(header);
    if (defect) return refuse(defect);
    return isKeyId(header.kid) ? keys.find(header.kid) : refuse('kid_malformed');
  };
}

function judgeClaims(
  claims: JsonObject,
  rules: ClaimRules,
  nowSeconds: number,
): Result<Principal, TokenDefect> {
  const defect = checkIssuer(claims, rules.issuer) ?? checkAudience(claims, rules.audience);
  if (defect) return refuse(defect);
  const expiresAt = checkTimes(claims, rules, nowSeconds);
  return expiresAt.ok ? readPrincipal(claims, expiresAt.value) : expiresAt;
}
