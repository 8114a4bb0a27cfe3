import { isSecureUrl, JWKS_PATH, MAX_TOKEN_LIFETIME_SECONDS } from '@gatepass/protocol';
import type { ClaimRules } from './token/check-claims.ts';

export interface GuardOptions {
  /** The issuer's origin, byte for byte as in the tokens: `https://auth.example.com`. `http:` for loopback only. */
  readonly issuer: string;
  /** What tokens for this API have as audience. */
  readonly audience: string;
  /** Where the key set is; without it, `/.well-known/jwks.json` of the issuer. */
  readonly jwksUri?: string;
  /** How far this clock and the issuer's may be apart: 5 seconds, at most 60. */
  readonly clockToleranceSeconds?: number;
  /** The longest life of a token that is accepted: 300 seconds, at most 3600. */
  readonly maxTokenLifetimeSeconds?: number;
  /** Between two fetches that unknown key ids bring about: 30 seconds, at least 1. */
  readonly unknownKeyCooldownSeconds?: number;
  /** For how long the last good key set serves while the issuer cannot be reached: 86,400 seconds, at least 300. */
  readonly maxStaleSeconds?: number;
  /** The `realm` of challenges: `gatepass`. */
  readonly realm?: string;
  /** Fetches the key set. */
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Hears of failed key set fetches and of failures inside the guard, never of a refused token. */
  readonly onError?: (error: Error) => void;
}

/** Options checked and complete. */
export interface GuardSettings {
  readonly rules: ClaimRules;
  readonly jwksUri: string;
  readonly unknownKeyCooldownSeconds: number;
  readonly maxStaleSeconds: number;
  readonly realm: string;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly onError: (error: Error) => void;
}

const OPTION_NAMES: ReadonlySet<string> = new Set<keyof GuardOptions>([
  'issuer',
  'audience',
  'jwksUri',
  'clockToleranceSeconds',
  'maxTokenLifetimeSeconds',
  'unknownKeyCooldownSeconds',
  'maxStaleSeconds',
  'realm',
  'fetch',
  'now',
  'onError',
]);

/**
 * Checks the options and fills in what is left out.
 * @throws {TypeError} on anything wrong or unknown: a guard that guesses is worse than one that does not start
 */
export function readGuardOptions(options: GuardOptions): GuardSettings {
  for (const name of Object.keys(options)) {
    if (!OPTION_NAMES.has(name)) throw new TypeError(`createGuard has no option ${name}.`);
  }
  const issuer = readIssuer(options.issuer);
  return {
    rules: {
      issuer,
      audience: readText('audience', options.audience),
      clockToleranceSeconds: readSeconds('clockToleranceSeconds', options.clockToleranceSeconds, 5, 0, 60),
      maxTokenLifetimeSeconds: readSeconds(
        'maxTokenLifetimeSeconds',
        options.maxTokenLifetimeSeconds,
        MAX_TOKEN_LIFETIME_SECONDS,
        1,
        3600,
      ),
    },
    jwksUri: readUrl('jwksUri', options.jwksUri ?? issuer + JWKS_PATH).href,
    unknownKeyCooldownSeconds: readSeconds(
      'unknownKeyCooldownSeconds',
      options.unknownKeyCooldownSeconds,
      30,
      1,
      3600,
    ),
    maxStaleSeconds: readSeconds('maxStaleSeconds', options.maxStaleSeconds, 86_400, 300, 604_800),
    realm: readText('realm', options.realm ?? 'gatepass'),
    fetch: readFunction('fetch', options.fetch ?? globalThis.fetch),
    now: readFunction('now', options.now ?? Date.now),
    onError: readFunction('onError', options.onError ?? (() => undefined)),
  };
}

/** An origin without a path, compared byte for byte with what tokens say, so no spelling of it is repaired. */
function readIssuer(value: unknown): string {
  const issuer = readText('issuer', value);
  if (readUrl('issuer', issuer).origin !== issuer) {
    throw new TypeError(
      'issuer must be an origin without a path or a slash at its end: https://auth.example.com',
    );
  }
  return issuer;
}

/** Keys that come over plain http are anybody's keys; only what never leaves this machine may. */
function readUrl(name: string, value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !isSecureUrl(url)) {
    throw new TypeError(`${name} must be an https URL (http for loopback only).`);
  }
  if (url.username !== '' || url.password !== '')
    throw new TypeError(`${name} must not have credentials in it.`);
  return url;
}

/** Printable ASCII without quotation mark and backslash: what URIs are made of, and fit for a header. */
function readText(name: string, value: unknown): string {
  if (typeof value === 'string' && /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/.test(value)) return value;
  throw new TypeError(
    `${name} must be a string of printable ASCII, not empty, without quotation mark or backslash.`,
  );
}

function readSeconds(name: string, value: unknown, fallback: number, min: number, max: number): number {
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new TypeError(`${name} must be whole seconds from ${min} to ${max}.`);
}

function readFunction<Fn extends (...args: never[]) => unknown>(name: string, value: Fn): Fn {
  if (typeof value === 'function') return value;
  throw new TypeError(`${name} must be a function.`);
}
