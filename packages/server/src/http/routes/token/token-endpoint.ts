import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  formatScope,
  ok,
  parseSecret,
  type Result,
  refuse,
  TOKEN_PATH,
  type TokenRefusalCause,
  type TokenResponse,
} from '@gatepass/protocol';
import { StoreUnavailable } from '../../../domain/store.ts';
import type { IssuedToken, TokenRequest } from '../../../usecases/issue-token/issue-token.ts';
import type { SeenPair } from '../../../usecases/note-exposed-secret/note-exposed-secret.ts';
import type { RequestLog } from '../../request-log.ts';
import { checkHeaders, MAX_TOKEN_BODY_BYTES } from './check-headers.ts';
import { answerRefusal, answerToken, type Exchange } from './exchange.ts';
import {
  type CredentialRules,
  credentialsInQuery,
  type Presented,
  parseTokenRequest,
} from './parse-token-request.ts';
import { readBody } from './read-body.ts';
import { queryOf, toRawRequest } from './to-raw-request.ts';

export interface TokenEndpointDeps extends CredentialRules {
  readonly issueToken: (request: TokenRequest) => Promise<Result<IssuedToken, TokenRefusalCause>>;
  /** Notes a pair as exposed, some time after the answer. */
  readonly noteExposed: (pair: SeenPair) => void;
  readonly log: RequestLog;
}

/**
 * `POST /api/v1/oauth/token` (RFC 6749 §3.2), on node:http itself: this is the one path whose cost is counted in
 * microseconds (docs/decisions/0003). Everything else goes through the framework.
 */
export interface TokenEndpoint {
  /** Whether this request target is the token endpoint's, byte for byte. */
  takes(target: string): boolean;
  answer(request: IncomingMessage, response: ServerResponse): void;
}

export function tokenEndpoint(deps: TokenEndpointDeps): TokenEndpoint {
  return {
    takes: (target) => target === TOKEN_PATH || target.startsWith(`${TOKEN_PATH}?`),
    answer(request, response) {
      const exchange = {
        log: deps.log,
        request,
        response,
        requestId: crypto.randomUUID(),
        begunAt: performance.now(),
      };
      const acceptable = checkBeforeBody(deps, exchange);
      if (!acceptable.ok) return answerRefusal(exchange, acceptable.refusal);
      readBody(request, MAX_TOKEN_BODY_BYTES, (body) => {
        if (body === undefined) answerRefusal(exchange, 'body_too_large');
        else void answerBody(deps, exchange, body);
      });
    },
  };
}

function checkBeforeBody(deps: TokenEndpointDeps, exchange: Exchange): Result<undefined, TokenRefusalCause> {
  const { request } = exchange;
  if (request.method === 'POST') return checkHeaders(request.headers);
  // A person or a script may have put a pair into the URL of a GET.
  const inQuery = credentialsInQuery(queryOf(request));
  if (inQuery !== undefined) noteExposed(deps, exchange, inQuery, 'query');
  return refuse('method_not_allowed');
}

async function answerBody(deps: TokenEndpointDeps, exchange: Exchange, body: Uint8Array): Promise<void> {
  try {
    const outcome = await decide(deps, exchange, body);
    if (outcome.ok) answerToken(exchange, outcome.value);
    else answerRefusal(exchange, outcome.refusal);
  } catch (error) {
    deps.log.failure(exchange.requestId, error);
    answerRefusal(exchange, error instanceof StoreUnavailable ? 'server_unavailable' : 'server_error');
  }
}

async function decide(
  deps: TokenEndpointDeps,
  exchange: Exchange,
  body: Uint8Array,
): Promise<Result<TokenResponse, TokenRefusalCause>> {
  const parsed = parseTokenRequest(toRawRequest(exchange.request, body), deps);
  if (!parsed.ok) {
    const { cause, exposed } = parsed.refusal;
    if (exposed !== undefined) noteExposed(deps, exchange, exposed.pair, exposed.where);
    return refuse(cause);
  }
  exchange.clientId = parsed.value.clientId;
  const issued = await deps.issueToken(parsed.value);
  return issued.ok ? ok(toTokenResponse(issued.value, parsed.value.scope !== undefined)) : issued;
}

/** RFC 6749 §5.1: these members and no other; `scope` only when the request asked for one. */
function toTokenResponse(issued: IssuedToken, scopeWasAsked: boolean): TokenResponse {
  return {
    access_token: issued.accessToken,
    token_type: 'Bearer',
    expires_in: issued.expiresInSeconds,
    ...(scopeWasAsked && { scope: formatScope(issued.scope) }),
  };
}

/** Only a pair whose text could be right is worth looking up. */
function noteExposed(
  deps: TokenEndpointDeps,
  { requestId }: Exchange,
  { clientId, clientSecret }: Presented,
  where: SeenPair['where'],
): void {
  if (clientId === undefined || clientSecret === undefined) return;
  const parsed = parseSecret(clientSecret, deps.prefixes.clientSecret, deps.environment);
  if (!parsed.ok) return;
  deps.noteExposed({ clientId, clientSecret, secretId: parsed.value.secretId, where, requestId });
}
