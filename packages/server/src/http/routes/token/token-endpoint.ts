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
import { refusalAnswer } from '../../refusal-answer.ts';
import type { RequestLog } from '../../request-log.ts';
import { checkHeaders, MAX_TOKEN_BODY_BYTES } from './check-headers.ts';
import {
  type CredentialRules,
  credentialsInQuery,
  type Presented,
  parseTokenRequest,
} from './parse-token-request.ts';
import { readBody } from './read-body.ts';

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

/** One request and the answer that it gets. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly begunAt: number;
  /** Once the request is known to have one, for the log. */
  clientId?: string;
}

export function tokenEndpoint(deps: TokenEndpointDeps): TokenEndpoint {
  return {
    takes: (target) => target === TOKEN_PATH || target.startsWith(`${TOKEN_PATH}?`),
    answer(request, response) {
      const exchange = { request, response, requestId: crypto.randomUUID(), begunAt: performance.now() };
      const acceptable = checkBeforeBody(deps, exchange);
      if (!acceptable.ok) return answerRefusal(deps, exchange, acceptable.refusal);
      readBody(request, MAX_TOKEN_BODY_BYTES, (body) => {
        if (body === undefined) answerRefusal(deps, exchange, 'body_too_large');
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
    if (outcome.ok) answerToken(deps, exchange, outcome.value);
    else answerRefusal(deps, exchange, outcome.refusal);
  } catch (error) {
    deps.log.failure(exchange.requestId, error);
    answerRefusal(deps, exchange, error instanceof StoreUnavailable ? 'server_unavailable' : 'server_error');
  }
}

async function decide(
  deps: TokenEndpointDeps,
  exchange: Exchange,
  body: Uint8Array,
): Promise<Result<TokenResponse, TokenRefusalCause>> {
  const { request } = exchange;
  const authorization = authorizationOf(request);
  const raw = { body, query: queryOf(request), authorization, fromBrowser: isFromBrowser(request) };
  const parsed = parseTokenRequest(raw, deps);
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

function answerToken(deps: TokenEndpointDeps, exchange: Exchange, body: TokenResponse): void {
  write(deps, exchange, 200, NOT_CACHED, JSON.stringify(body));
}

function answerRefusal(deps: TokenEndpointDeps, exchange: Exchange, cause: TokenRefusalCause): void {
  const { status, headers, text } = refusalAnswer(cause);
  write(deps, exchange, status, { ...headers, ...OWN_HEADERS[cause] }, text, cause);
}

/** RFC 6749 §5.1. */
const NOT_CACHED = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** What this endpoint adds to a refusal. What is left of a body that is too large is not waited for. */
const OWN_HEADERS: Partial<Record<TokenRefusalCause, Readonly<Record<string, string>>>> = {
  method_not_allowed: { allow: 'POST' },
  body_too_large: { connection: 'close' },
};

/** `text` is ASCII, so its length in characters is its length in bytes. */
function write(
  { log }: TokenEndpointDeps,
  { request, response, requestId, begunAt, clientId }: Exchange,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
  cause?: TokenRefusalCause,
): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': text.length,
    'x-request-id': requestId,
    ...headers,
  });
  response.end(text);
  if (!log.wants(status)) return;
  log.write({
    request_id: requestId,
    method: request.method ?? '',
    route: TOKEN_PATH,
    status,
    milliseconds: Math.round((performance.now() - begunAt) * 1000) / 1000,
    ...(cause !== undefined && { cause }),
    ...(clientId !== undefined && { client_id: clientId }),
  });
}

function queryOf({ url = '' }: IncomingMessage): string {
  const mark = url.indexOf('?');
  return mark === -1 ? '' : url.slice(mark + 1);
}

/** `headers` keeps only the first of two `Authorization` headers; the second must not go unseen. */
function authorizationOf(request: IncomingMessage): readonly string[] {
  return request.headers.authorization === undefined ? [] : (request.headersDistinct.authorization ?? []);
}

/**
 * Only browsers send these of themselves: `Origin` on every POST by a script, `Sec-Fetch-Site` and
 * `Sec-Fetch-Dest` with every request (Fetch Metadata). Node's own fetch sends `Sec-Fetch-Mode`, so that tells nothing.
 */
function isFromBrowser({ headers }: IncomingMessage): boolean {
  return (
    headers.origin !== undefined ||
    headers['sec-fetch-site'] !== undefined ||
    headers['sec-fetch-dest'] !== undefined
  );
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
