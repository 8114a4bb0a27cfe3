import { isAccountId, parseScope } from '@gatepass/protocol';
import { type ClientKey, clientKeyDefect } from './authentication/client-key.ts';
import type { ClientSecret } from './authentication/client-secret.ts';
import { issuerFor } from './authentication/issuer.ts';
import { clientIdDefect, clientSecretDefect } from './credential-check.ts';
import { isInstanceId } from './instance-id.ts';
import { requireSecureUrl } from './secure-url.ts';
import type { ClientWarning } from './token/credential-expiry.ts';

interface CommonOptions {
  /** The token endpoint, `https://…/api/v1/oauth/token`. `http:` only on a loopback address. */
  readonly tokenUrl: string;
  /** `rspub_…` */
  readonly clientId: string;
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
  /**
   * What the server tells this running client from others by, in a rotation: 22 characters of base64url or a UUID,
   * kept for as long as the client lives. A random one by default.
   */
  readonly instanceId?: string;
  /**
   * Called once for each thing that a person should see to, such as the day on which the credential ends. Writes to
   * `console.warn` by default.
   */
  readonly onWarning?: (warning: ClientWarning) => void;
  /** Milliseconds since 1970; `Date.now` by default. */
  readonly now?: () => number;
  /** For token requests and protected calls alike; the platform's by default. */
  readonly fetch?: typeof fetch;
}

export interface SecretClientOptions extends CommonOptions {
  /**
   * `rsec_…`, or a function that reads it from where it is kept. The function is called for each token request,
   * and once more when the server refuses the client, so that a rotated secret needs no restart.
   */
  readonly clientSecret: ClientSecret;
  readonly clientKey?: undefined;
  readonly issuer?: undefined;
}

export interface KeyClientOptions extends CommonOptions {
  /** The private half of a key that is registered for the client, instead of a secret (RFC 7523). */
  readonly clientKey: ClientKey;
  /** Who the assertions are for; left out, what stands before `/api/v1/oauth/token` in `tokenUrl`. */
  readonly issuer?: string;
  readonly clientSecret?: undefined;
}

export type ClientOptions = SecretClientOptions | KeyClientOptions;

/** @throws {TypeError} for an option that cannot work, in words that do not repeat a secret */
export function checkOptions(options: ClientOptions): void {
  const { clientId, parentAccountId, scope, resource, timeoutMs, attempts, instanceId, onWarning } = options;
  const tokenUrl = requireSecureUrl(options.tokenUrl, 'tokenUrl');
  if (typeof clientId !== 'string') throw new TypeError('clientId must be a string.');
  requireSound('clientId', clientIdDefect(clientId));
  checkCredential(options, tokenUrl);
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
  if (instanceId !== undefined && !isInstanceId(instanceId)) {
    throw new TypeError('instanceId must be 22 characters of base64url, or a UUID.');
  }
  if (onWarning !== undefined && typeof onWarning !== 'function') {
    throw new TypeError('onWarning must be a function.');
  }
}

function checkCredential(options: ClientOptions, tokenUrl: URL): void {
  const { clientId, clientSecret, clientKey, issuer } = options;
  if ((clientSecret === undefined) === (clientKey === undefined)) {
    throw new TypeError('Exactly one of clientSecret and clientKey must be given.');
  }
  if (clientKey !== undefined) {
    const defect = clientKeyDefect(clientKey);
    if (defect !== undefined) throw new TypeError(`clientKey cannot be used: ${defect}.`);
    issuerFor(tokenUrl, issuer);
  } else if (typeof clientSecret === 'string') {
    requireSound('clientSecret', clientSecretDefect(clientSecret, clientId));
  } else if (typeof clientSecret !== 'function') {
    throw new TypeError('clientSecret must be a string or a function.');
  }
}

function requireSound(name: string, defect: string | undefined): void {
  if (defect !== undefined) throw new TypeError(`${name} cannot be used: ${defect}. Copy it again, whole.`);
}

function requirePositiveInteger(name: string, value: number | undefined): void {
  if (value !== undefined && (!Number.isSafeInteger(value) || value < 1)) {
    throw new TypeError(`${name} must be a whole number of at least 1.`);
  }
}
