import { type JsonObject, ok, type Result, refuse } from '@gatepass/protocol';
import type { TokenDefect } from '../refusal/guard-refusals.ts';

/** What a token is held against. */
export interface ClaimRules {
  readonly issuer: string;
  readonly audience: string;
  /** How far this clock and the issuer's may be apart. */
  readonly clockToleranceSeconds: number;
  readonly maxTokenLifetimeSeconds: number;
}

/** One string, byte for byte: no array, no slash more or less (RFC 8414 §3.3, RFC 8725 §3.8). */
export function checkIssuer(claims: JsonObject, issuer: string): TokenDefect | undefined {
  return claims.iss === issuer ? undefined : 'iss_wrong';
}

/** A string, or an array of strings one of which is ours; never a part of one (RFC 7519 §4.1.3, RFC 9068 §4). */
export function checkAudience(claims: JsonObject, audience: string): TokenDefect | undefined {
  const { aud } = claims;
  if (aud === audience) return undefined;
  const isList = Array.isArray(aud) && aud.every((entry) => typeof entry === 'string');
  return isList && aud.includes(audience) ? undefined : 'aud_wrong';
}

/**
 * When the token ends. It must have begun and not ended by this clock, give or take the tolerance, and must not
 * live longer than tokens do. Each comparison lets pass what is right, so that a clock which is not a number lets
 * nothing pass.
 * @see {@link https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4 RFC 7519 §4.1.4 - §4.1.6}
 */
export function checkTimes(
  claims: JsonObject,
  rules: ClaimRules,
  nowSeconds: number,
): Result<Date, TokenDefect> {
  const { exp, iat, nbf } = claims;
  const tolerance = rules.clockToleranceSeconds;
  if (!isNumericDate(exp)) return refuse('exp_malformed');
  if (!(nowSeconds - tolerance < exp)) return refuse('expired');
  if (!isNumericDate(iat)) return refuse('iat_malformed');
  if (!(iat <= nowSeconds + tolerance)) return refuse('issued_in_future');
  if (nbf !== undefined && !isNumericDate(nbf)) return refuse('nbf_malformed');
  if (nbf !== undefined && !(nbf <= nowSeconds + tolerance)) return refuse('not_yet_valid');
  if (!(exp - iat <= rules.maxTokenLifetimeSeconds + tolerance)) return refuse('lifetime_too_long');
  return ok(new Date(exp * 1000));
}

/** Whole seconds. RFC 7519 §2 allows fractions; our issuer writes none, and `1e400` parses to Infinity. */
function isNumericDate(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
