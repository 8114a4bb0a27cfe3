import { isAccountId, parseScope } from '@gatepass/protocol';
import { clientIdDefect, clientSecretDefect } from './credential-check.ts';
import { requireSecureUrl } from './secure-url.ts';
import type { ClientSecret } from './token/client-secret.ts';

export interface ClientOptions {
  /** The token endpoint, `https://…/api/v1/oauth/token`. `http:` only on a loopback address. */
  readonly tokenUrl: string;
  /** `rspub_…` */
  readonly clientId: string;
  /**
   * `rsec_…`, or a function that reads it from where it is kept. The function is called for each token request,
   * and once more when the server refuses the client, so that a rotated secret needs no restart.
   */
  readonly clientSecret: ClientSecret;
  /** Sent by `fetch` as `X-Platform-Parent-Account-Id` on writes that do not name it themselves. */
  readonly parentAccountId?: string;
  /** Scope tokens joined by spaces. Left out, the client gets all that it was granted. */
  readonly scope?: string;
  /** The API that the tokens are for (RFC 8707). Left out, the server's default one. */
  readonly resource?: string;
  /** For one attempt at a token request, in milliseconds; 10,000 by default. */
  readonly timeoutMs?: number;
  /** How often a token request is sent at most before it fails; 3 by default. */
  readonly attempts?: number;
  /** Milliseconds since 1970; `Date.now` by default. */
  readonly now?: () => number;
  /** For token requests and protected calls alike; the platform's by default. */
  readonly fetch?: typeof fetch;
}

/** @throws {TypeError} for an option that cannot work, in words that do not repeat a secret */
export function checkOptions(options: ClientOptions): void {
  const { clientId, clientSecret, parentAccountId, scope, resource, timeoutMs, attempts } = options;
  requireSecureUrl(options.tokenUrl, 'tokenUrl');
  if (typeof clientId !== 'string') throw new TypeError('clientId must be a string.');
  requireSound('clientId', clientIdDefect(clientId));
  if (typeof clientSecret === 'string')
    requireSound('clientSecret', clientSecretDefect(clientSecret, clientId));
  else if (typeof clientSecret !== 'function')
    throw new TypeError('clientSecret must be a string or a function.');
  if (parentAccountId !== undefined && !isAccountId(parentAccountId)) {
    throw new TypeError('parentAccountId must be 1 to 64 characters of 0-9, A-Z, a-z, _ and -.');
  }
  if (scope !== undefined && !parseScope(scope).ok) {
    throw new TypeError('scope must be scope tokens separated by single spaces.');
  }
  if (resource !== undefined && !URL.canParse(resource)) {
    throw new TypeError('resource must be an absolute URI.');
  }
  requirePositiveInteger('timeoutMs', timeoutMs);
  requirePositiveInteger('attempts', attempts);
}

function requireSound(name: string, defect: string | undefined): void {
  if (defect !== undefined) throw new TypeError(`${name} cannot be used: ${defect}. Copy it again, whole.`);
}

function requirePositiveInteger(name: string, value: number | undefined): void {
  if (value !== undefined && (!Number.isSafeInteger(value) || value < 1)) {
    throw new TypeError(`${name} must be a whole number of at least 1.`);
  }
}
