import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Form, type Result, refuse, type TokenRefusalCause } from '@gatepass/protocol';
import type { Clock } from '../../domain/clock.ts';
import type { FailedRequest } from '../../domain/failure/failed-request.ts';
import { StoreUnavailable } from '../../domain/store.ts';
import type { RequestOrigin } from '../../domain/usage/usage.ts';
import type { SeenSecret } from '../../usecases/note-exposed-secret/note-exposed-secret.ts';
import type { TrustedProxies } from '../client-address.ts';
import type { RequestLog } from '../request-log.ts';
import { checkHeaders, MAX_FORM_BYTES } from './check-headers.ts';
import { answer, answerRefusal, type Exchange, type FormAnswer, type Refusal } from './exchange.ts';
import { type HeldAnswers, heldAnswers, type Timing } from './held-answers.ts';
import {
  type Caller,
  type CredentialRules,
  credentialsInQuery,
  type EndpointRules,
  type Pair,
  parseClientRequest,
} from './parse-client-request.ts';
import { readBody } from './read-body.ts';
import { requestOrigin } from './request-origin.ts';
import { queryOf, toRawRequest } from './to-raw-request.ts';

export interface FormEndpointDeps extends CredentialRules {
  /** Notes a secret as exposed, if it is one, some time after the answer. */
  readonly noteExposed: (seen: SeenSecret) => void;
  readonly noteFailure: (failure: FailedRequest) => void;
  readonly trustedProxies: TrustedProxies;
  readonly log: RequestLog;
  readonly now: Clock;
}

/** A request whose bytes are in order. */
export interface FormRequest {
  readonly form: Form;
  readonly caller: Caller;
  readonly origin: RequestOrigin;
  readonly requestId: string;
  /** Milliseconds. */
  readonly now: number;
}

/** What one endpoint does, once the bytes of a request are in order. */
export interface FormEndpoint extends EndpointRules {
  readonly path: string;
  decide(request: FormRequest): Promise<Result<FormAnswer, Refusal>>;
}

/**
 * Every endpoint that takes a form and is authenticated as the token endpoint is (RFC 6749 §2.3, §3.2), on node:http
 * itself: one of them is the path whose cost is counted in microseconds (docs/decisions/0003). Everything else goes
 * through the framework.
 */
export interface FormEndpoints {
  readonly paths: readonly string[];
  /** Answers a request to one of the paths, byte for byte; false where it is none of them. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
}

export function formEndpoints(deps: FormEndpointDeps, endpoints: readonly FormEndpoint[]): FormEndpoints {
  const timing: Timing = {
    now: () => performance.now(),
    after: (milliseconds, run) => void setTimeout(run, milliseconds),
  };
  const answers: Answers = {
    secret: heldAnswers(timing, SECRET_HOLD_MILLISECONDS),
    assertion: heldAnswers(timing, ASSERTION_HOLD_MILLISECONDS),
  };
  const byPath = new Map(endpoints.map((endpoint) => [endpoint.path, endpoint]));
  return {
    paths: [...byPath.keys()],
    answer(request, response) {
      const url = request.url ?? '';
      const mark = url.indexOf('?');
      const endpoint = byPath.get(mark === -1 ? url : url.slice(0, mark));
      if (endpoint === undefined) return false;
      take(deps, answers, endpoint, request, response);
      return true;
    },
  };
}

/** Which of the two a request has, its bytes tell. */
type Answers = Readonly<Record<'secret' | 'assertion', HeldAnswers>>;

/** A secret is judged by what the database has. */
const SECRET_HOLD_MILLISECONDS = 5;
/** An assertion may have a key set fetched for it, which is waited for a little less long (see `http/key-sets`). */
const ASSERTION_HOLD_MILLISECONDS = 1000;

function take(
  deps: FormEndpointDeps,
  answers: Answers,
  endpoint: FormEndpoint,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const exchange: Exchange = {
    log: deps.log,
    noteFailure: deps.noteFailure,
    path: endpoint.path,
    request,
    response,
    requestId: crypto.randomUUID(),
    origin: requestOrigin(request, deps.trustedProxies),
    now: deps.now(),
    begunAt: performance.now(),
  };
  const acceptable = checkBeforeBody(deps, exchange);
  if (!acceptable.ok) {
    answerRefusal(exchange, { cause: acceptable.refusal });
    return;
  }
  readBody(request, MAX_FORM_BYTES, (body) => {
    if (body === undefined) {
      answerRefusal(exchange, { cause: 'body_too_large' });
      return;
    }
    exchange.arrival = answers.secret.arrive();
    void answerBody(deps, answers, endpoint, exchange, body);
  });
}

function checkBeforeBody(deps: FormEndpointDeps, exchange: Exchange): Result<undefined, TokenRefusalCause> {
  const { request } = exchange;
  if (request.method === 'POST') return checkHeaders(request.headers);
  // A person or a script may have put a pair into the URL of a GET.
  const inQuery = credentialsInQuery(queryOf(request));
  if (inQuery !== undefined) noteExposed(deps, exchange, inQuery, 'query');
  return refuse('method_not_allowed');
}

async function answerBody(
  deps: FormEndpointDeps,
  answers: Answers,
  endpoint: FormEndpoint,
  exchange: Exchange,
  body: Uint8Array,
): Promise<void> {
  const outcome = await decide(deps, answers, endpoint, exchange, body).catch((error: unknown) => {
    deps.log.failure(exchange.requestId, error);
    const cause = error instanceof StoreUnavailable ? 'server_unavailable' : 'server_error';
    const { clientId } = exchange;
    return refuse<Refusal>(clientId === undefined ? { cause } : { cause, clientId });
  });
  if (outcome.ok) answer(exchange, outcome.value);
  else answerRefusal(exchange, outcome.refusal);
}

async function decide(
  deps: FormEndpointDeps,
  answers: Answers,
  endpoint: FormEndpoint,
  exchange: Exchange,
  body: Uint8Array,
): Promise<Result<FormAnswer, Refusal>> {
  const { request, origin, requestId, now } = exchange;
  const parsed = parseClientRequest(toRawRequest(request, body), deps, endpoint, now);
  if (!parsed.ok) {
    const { exposed, ...refusal } = parsed.refusal;
    if (exposed !== undefined) noteExposed(deps, exchange, exposed.pair, exposed.where);
    return refuse(refusal);
  }
  const { form, caller } = parsed.value;
  if (caller.kind === 'client') {
    exchange.clientId = caller.presented.clientId;
    if (caller.presented.proof.kind === 'assertion') {
      exchange.arrival?.leave();
      exchange.arrival = answers.assertion.arrive();
    }
  }
  return endpoint.decide({ form, caller, origin, requestId, now });
}

function noteExposed(
  deps: FormEndpointDeps,
  { requestId, origin: { network } }: Exchange,
  { clientSecret }: Pair,
  where: SeenSecret['where'],
): void {
  if (clientSecret !== undefined) deps.noteExposed({ text: clientSecret, where, requestId, network });
}
