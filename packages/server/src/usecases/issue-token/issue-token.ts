import {
  narrowScope,
  ok,
  parseScope,
  type Result,
  refuse,
  type Scope,
  type TokenRefusalCause,
} from '@gatepass/protocol';
import { isAudience } from '../../domain/api/api.ts';
import {
  type AuthenticationRefusal,
  authenticateClient,
  type PresentedSecret,
} from '../../domain/client/authenticate-client.ts';
import type { ClientLookup } from '../../domain/client/client-lookup.ts';
import type { ClientRecord } from '../../domain/client/client-record.ts';
import type { Clock } from '../../domain/clock.ts';
import type { LedgerTail } from '../../domain/ledger/ledger-tail.ts';
import type { EqualDigests } from '../../domain/secret/matches-digest.ts';
import type { StoredSecret } from '../../domain/secret/secret.ts';
import type { ApiReads } from '../../domain/store.ts';
import { accessTokenClaims, tokenId } from '../../domain/token/access-token-claims.ts';

/** A token request whose bytes are in order; whether it is believed is decided here. */
export interface TokenRequest {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The id in the secret's text. */
  readonly secretId: string;
  readonly scope: string | undefined;
  /** RFC 8707: the API that the token is for. */
  readonly resource: string | undefined;
}

export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly scope: Scope;
}

export interface IssueTokenDeps {
  readonly clients: ClientLookup;
  readonly apis: Pick<ApiReads, 'findByAudience'>;
  readonly digest: (secret: string) => Uint8Array;
  readonly equalDigests: EqualDigests;
  readonly sign: (claims: ReturnType<typeof accessTokenClaims>) => string;
  readonly tail: Pick<LedgerTail, 'appliedSequence'>;
  readonly randomText: () => string;
  readonly now: Clock;
  readonly issuer: string;
  readonly defaultAudience: string;
  readonly lifetimeSeconds: number;
}

/** The client credentials grant, RFC 6749 §4.4: authenticate, then audience, then scope, then sign. */
export async function issueToken(
  deps: IssueTokenDeps,
  request: TokenRequest,
): Promise<Result<IssuedToken, TokenRefusalCause>> {
  const now = deps.now();
  const authenticated = await authenticate(deps, request, now);
  if (!authenticated.ok) return authenticated;
  const { client, secret } = authenticated.value;

  const audience = await resolveAudience(deps, request.resource);
  if (!audience.ok) return audience;
  const scope = grantScope(client, request.scope);
  if (!scope.ok) return scope;

  const claims = accessTokenClaims(client, secret, {
    issuer: deps.issuer,
    audience: audience.value,
    scope: scope.value,
    lifetimeSeconds: deps.lifetimeSeconds,
    now,
    jti: tokenId(deps.tail.appliedSequence, deps.randomText()),
  });
  return ok({
    accessToken: deps.sign(claims),
    expiresInSeconds: claims.exp - claims.iat,
    scope: scope.value,
  });
}

interface AuthenticatedClient {
  readonly client: ClientRecord;
  readonly secret: StoredSecret;
}

/**
 * One HMAC, made first and for everybody. What this node remembers may say yes; before a no the store is read
 * once, for unknown clients as for wrong secrets, so the two cost the same and a new secret works at once.
 */
async function authenticate(
  deps: IssueTokenDeps,
  request: TokenRequest,
  now: number,
): Promise<Result<AuthenticatedClient, AuthenticationRefusal>> {
  const presented: PresentedSecret = {
    secretId: request.secretId,
    digest: deps.digest(request.clientSecret),
  };
  const remembered = deps.clients.remembered(request.clientId);
  if (remembered !== undefined) {
    const believed = authenticateClient(remembered, presented, now, deps.equalDigests);
    if (believed.ok) return ok({ client: remembered, secret: believed.value });
  }
  const record = await deps.clients.read(request.clientId, request.secretId);
  const decided = authenticateClient(record, presented, now, deps.equalDigests);
  if (!decided.ok) return decided;
  if (record === undefined) return refuse('client_unknown'); // unreachable: nobody is believed without a record
  deps.clients.remember(record);
  return ok({ client: record, secret: decided.value });
}

/** RFC 8707 §2. Without `resource` the token is for the deployment's own API. */
async function resolveAudience(
  deps: Pick<IssueTokenDeps, 'apis' | 'defaultAudience'>,
  resource: string | undefined,
): Promise<Result<string, 'resource_malformed' | 'resource_unknown'>> {
  if (resource === undefined || resource === deps.defaultAudience) return ok(deps.defaultAudience);
  if (!isAudience(resource)) return refuse('resource_malformed');
  const api = await deps.apis.findByAudience(resource);
  return api === undefined ? refuse('resource_unknown') : ok(api.audience);
}

/** RFC 6749 §3.3. Without `scope` the client gets all it was granted. */
function grantScope(
  client: Pick<ClientRecord, 'scope'>,
  requested: string | undefined,
): Result<Scope, 'scope_malformed' | 'scope_not_granted'> {
  if (requested === undefined) return ok(client.scope);
  const scope = parseScope(requested);
  if (!scope.ok) return refuse('scope_malformed');
  const narrowed = narrowScope(client.scope, scope.value);
  return narrowed.ok ? narrowed : refuse('scope_not_granted');
}
