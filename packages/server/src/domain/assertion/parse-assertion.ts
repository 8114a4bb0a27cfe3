import {
  type Environment,
  type JsonObject,
  ok,
  parseClientId,
  parseCompactJws,
  parseJsonObject,
  type Result,
  refuse,
  type TokenRefusalCause,
} from '@gatepass/protocol';
import { type AssertionAlgorithm, assertionAlgorithm } from '../client-key/client-key.ts';
import type { ParsedAssertion } from './assertion.ts';

/** What an assertion's own text can be wrong in. */
export type AssertionDefect = Extract<
  TokenRefusalCause,
  | 'assertion_malformed'
  | 'assertion_algorithm'
  | 'assertion_subject'
  | 'assertion_audience'
  | 'assertion_lifetime'
  | 'assertion_id_missing'
>;

/** What an assertion is held against. */
export interface AssertionRules {
  /** The only audience: byte for byte, with no slash more or less. */
  readonly issuer: string;
  /** Milliseconds. */
  readonly now: number;
  /** Of the form, where it was sent: the two must agree (RFC 7521 §4.2). */
  readonly clientId: string | undefined;
  readonly clientIdPrefix: string;
  readonly environment: Environment;
}

/** Several times what six claims and a signature under the longest key take. */
const MAX_LENGTH = 4096;
const MAX_LIFETIME_SECONDS = 300;
const CLOCK_TOLERANCE_SECONDS = 10;
const MAX_ID_LENGTH = 256;

/**
 * All that the text of a client assertion shows by itself; nothing is looked up, and nothing is verified. Where
 * several things are wrong, the first of this order is told: form, algorithm, subject, audience, lifetime, `jti`.
 * @see {@link https://www.rfc-editor.org/rfc/rfc7523#section-3 RFC 7523 §3}
 */
export function parseAssertion(
  text: string,
  rules: AssertionRules,
): Result<ParsedAssertion, AssertionDefect> {
  const jws = parseCompactJws(text, MAX_LENGTH);
  if (!jws.ok) return refuse('assertion_malformed');
  const { header, payload, signingInput, signature } = jws.value;
  const claims = parseJsonObject(payload);
  if (claims === undefined || signature.length === 0 || !isHeaderInOrder(header)) {
    return refuse('assertion_malformed');
  }

  const alg = algorithmOf(header);
  if (alg === undefined) return refuse('assertion_algorithm');
  const clientId = subjectOf(claims, rules);
  if (clientId === undefined) return refuse('assertion_subject');
  if (claims.aud !== rules.issuer) return refuse('assertion_audience');
  const expiresAt = endOf(claims, rules.now);
  if (expiresAt === undefined) return refuse('assertion_lifetime');
  if (!isAssertionId(claims.jti)) return refuse('assertion_id_missing');
  return ok({ clientId, alg, kid: header.kid, jti: claims.jti, expiresAt, signingInput, signature });
}

/** RFC 7519 §5.1, and the type that keeps client assertions apart from all other signed things. */
const TYPES: readonly unknown[] = ['jwt', 'client-authentication+jwt'];

/**
 * No extension is understood, so `crit` of any kind is refused (RFC 7515 §4.1.11), as is `b64`, which changes what is
 * signed (RFC 7797 §6). A type that names another use is believed (RFC 8725 §3.11). `jwk`, `jku`, `x5u` and `x5c` are
 * not read: whoever signs does not choose the key that it is verified with (RFC 8725 §3.10).
 */
function isHeaderInOrder(header: JsonObject): header is JsonObject & { readonly kid: string | undefined } {
  const { kid, typ } = header;
  if (Object.hasOwn(header, 'crit') || Object.hasOwn(header, 'b64')) return false;
  if (kid !== undefined && typeof kid !== 'string') return false;
  // A media type: its case does not matter, and `application/` may be left out (RFC 7515 §4.1.9).
  return (
    typ === undefined ||
    (typeof typ === 'string' && TYPES.includes(typ.toLowerCase().replace(/^application\//, '')))
  );
}

function algorithmOf({ alg }: JsonObject): AssertionAlgorithm | undefined {
  return typeof alg === 'string' ? assertionAlgorithm(alg) : undefined;
}

/** `iss` and `sub` are both the client (RFC 7523 §3), and nobody else than the form says. */
function subjectOf({ iss, sub }: JsonObject, rules: AssertionRules): string | undefined {
  if (typeof sub !== 'string' || iss !== sub) return undefined;
  if (rules.clientId !== undefined && rules.clientId !== sub) return undefined;
  return parseClientId(sub, rules.clientIdPrefix, rules.environment).ok ? sub : undefined;
}

/**
 * When the assertion ends, in milliseconds. Each comparison lets pass what is right, so that a clock which is not a
 * number lets nothing pass. A short life bounds what must be remembered of it, and for how long.
 */
function endOf({ exp, iat, nbf }: JsonObject, now: number): number | undefined {
  const nowSeconds = now / 1000;
  if (!isNumericDate(exp) || !(nowSeconds < exp && exp <= nowSeconds + MAX_LIFETIME_SECONDS))
    return undefined;
  const hasBegun = [iat, nbf].every(
    (time) => time === undefined || (isNumericDate(time) && time <= nowSeconds + CLOCK_TOLERANCE_SECONDS),
  );
  return hasBegun ? Math.ceil(exp * 1000) : undefined;
}

/** Seconds, with or without a fraction (RFC 7519 §2). */
function isNumericDate(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isAssertionId(value: unknown): value is string {
  return typeof value === 'string' && value.length >= 1 && value.length <= MAX_ID_LENGTH;
}
