import { narrowScope, ok, parseScope, type Result, refuse, type Scope } from '@gatepass/protocol';
import { isAudience } from '../../domain/api/api.ts';
import type { TokenBudget } from '../../domain/client/client.ts';
import type { ClientRecord } from '../../domain/client/client-record.ts';
import type { LedgerTail } from '../../domain/ledger/ledger-tail.ts';
import type { BudgetState, TokenBudgets } from '../../domain/limits/token-budget.ts';
import type { ApiReads } from '../../domain/store.ts';
import { accessTokenClaims, tokenId } from '../../domain/token/access-token-claims.ts';
import type { RequestOrigin, Use } from '../../domain/usage/usage.ts';
import {
  type AuthenticateClientDeps,
  authenticateClient,
  type ClientRefusal,
  type PresentedClient,
} from '../authenticate-client/authenticate-client.ts';

/** A token request whose bytes are in order; whether it is believed is decided here. */
export interface TokenRequest {
  readonly presented: PresentedClient;
  readonly origin: RequestOrigin;
  readonly scope: string | undefined;
  /** RFC 8707: the API that the token is for. */
  readonly resource: string | undefined;
}

export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly scope: Scope;
  /** When the credential that obtained it ends, in milliseconds. */
  readonly credentialEndsAt: number | null;
  /** Where the client has a budget. */
  readonly spent: Spent | undefined;
}

/** A budget, and what this request left of it. */
export interface Spent {
  readonly budget: TokenBudget;
  readonly state: BudgetState;
}

export type TokenRefusal = ClientRefusal & { readonly spent?: Spent };

export interface IssueTokenDeps extends AuthenticateClientDeps {
  readonly apis: Pick<ApiReads, 'findByAudience'>;
  readonly budgets: TokenBudgets;
  readonly noteUse: (use: Use) => void;
  readonly sign: (claims: ReturnType<typeof accessTokenClaims>) => string;
  readonly tail: Pick<LedgerTail, 'appliedSequence'>;
  readonly randomText: () => string;
  readonly issuer: string;
  readonly defaultAudience: string;
  readonly lifetimeSeconds: number;
}

/** The client credentials grant, RFC 6749 §4.4: authenticate, then budget, audience and scope, then sign. */
export async function issueToken(
  deps: IssueTokenDeps,
  request: TokenRequest,
  now: number,
): Promise<Result<IssuedToken, TokenRefusal>> {
  const authenticated = await authenticateClient(deps, request.presented, request.origin, now);
  if (!authenticated.ok) return authenticated;
  const { client, credential, outsideNetworks } = authenticated.value;
  const who = { clientId: client.clientId, credentialId: credential.id };

  const budget = client.settings.tokenBudget;
  // What gets no token for another reason must not use the budget up: it is looked at first, and spent last.
  const left =
    budget === null ? undefined : { budget, state: deps.budgets.look(client.clientId, budget, now) };
  const allowed = checkBudget(who, left);
  if (!allowed.ok) return allowed;
  const audience = await resolveAudience(deps, request.resource);
  if (!audience.ok) return refuse({ ...who, cause: audience.refusal });
  const scope = grantScope(client, request.scope);
  if (!scope.ok) return refuse({ ...who, cause: scope.refusal });
  const spent =
    budget === null ? undefined : { budget, state: deps.budgets.spend(client.clientId, budget, now) };
  // Others may have been quicker while the audience was looked up.
  const stillAllowed = checkBudget(who, spent);
  if (!stillAllowed.ok) return stillAllowed;

  const claims = accessTokenClaims(client, credential, {
    issuer: deps.issuer,
    audience: audience.value,
    scope: scope.value,
    lifetimeSeconds: deps.lifetimeSeconds,
    now,
    jti: tokenId(deps.tail.appliedSequence, deps.randomText()),
  });
  const accessToken = deps.sign(claims);
  deps.noteUse({
    ...who,
    origin: request.origin,
    at: now,
    tokenEndsAt: claims.exp * 1000,
    outsideNetworks,
    overBudget: spent?.state.over ?? false,
  });
  return ok({
    accessToken,
    expiresInSeconds: claims.exp - claims.iat,
    scope: scope.value,
    credentialEndsAt: credential.expiresAt,
    spent,
  });
}

function checkBudget(
  who: { readonly clientId: string; readonly credentialId: string },
  spent: Spent | undefined,
): Result<undefined, TokenRefusal> {
  if (!spent?.state.over || spent.budget.stage !== 'enforce') return ok(undefined);
  return refuse({
    ...who,
    cause: 'token_budget_exceeded',
    retryAfterSeconds: spent.state.resetSeconds,
    spent,
  });
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
