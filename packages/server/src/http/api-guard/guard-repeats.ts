import { ok, type Result, refuse } from '@gatepass/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { Clock } from '../../domain/clock.ts';
import { judgeRepeat } from '../../domain/idempotency/judge-repeat.ts';
import type { FirstRequest, KeyedRequest } from '../../domain/idempotency/keyed-request.ts';
import type { Store } from '../../domain/store.ts';
import type { RequestLog } from '../request-log.ts';
import { type AdminRefusal, answerProblem } from '../routes/admin/admin-problem.ts';
import { actorOf } from './actor-of.ts';
import { addRouteHook } from './add-route-hook.ts';
import { canonicalJson } from './canonical-json.ts';
import { describeHeader } from './describe-header.ts';
import { type TakeTurn, takeTurns } from './take-turns.ts';
import { namesToldOnce, tellsOneOf } from './told-once.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** A creation that came with a key, until it is answered. */
    keyed: { readonly request: KeyedRequest; endTurn(): void } | null;
  }
}

export interface GuardRepeatsDeps {
  readonly store: Pick<Store, 'idempotency'>;
  /** A digest that nobody can make who has the database alone. */
  readonly keyedDigest: (text: string) => Uint8Array;
  /** The same as long as the database lives: keys are found by it. */
  readonly sha256: (text: string) => string;
  readonly now: Clock;
  readonly log: Pick<RequestLog, 'failure'>;
}

/** Says that the answer is that of an earlier request. */
const REPLAYED_HEADER = 'idempotency-replayed';
const CREATED = 201;
const IDEMPOTENCY_KEY =
  'Anything that is used once: sent again under it within a day, this is not done again, but answered again.';

/**
 * `Idempotency-Key` on whatever makes something: sent again under the same key, it is not made again, and the answer is
 * the first one's. It is asked last, when the caller has shown anew that they may do this.
 */
export function guardRepeats(app: FastifyInstance, deps: GuardRepeatsDeps): void {
  const takeTurn = takeTurns();
  app.decorateRequest('keyed', null);
  app.addHook('onRoute', (route) => {
    const created = createdSchema(route);
    if (created === undefined) return;
    describeHeader(route, 'Idempotency-Key', IDEMPOTENCY_KEY);
    const toldOnce = namesToldOnce(created);
    addRouteHook(route, 'preHandler', (request, reply) =>
      answerRepeat(deps, takeTurn, toldOnce.length > 0, request, reply),
    );
    addRouteHook(route, 'onSend', (request, reply, text) => keepAnswer(deps, toldOnce, request, reply, text));
  });
}

/** The shape of what a route answers that makes something. */
function createdSchema({ method, schema }: RouteOptions): unknown {
  if (method !== 'POST') return undefined;
  return (schema?.response as { readonly [CREATED]?: unknown } | undefined)?.[CREATED];
}

async function answerRepeat(
  deps: GuardRepeatsDeps,
  takeTurn: TakeTurn,
  reveals: boolean,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  // A rehearsal does nothing, so it may be repeated as it is.
  if ((request.query as { readonly dry_run?: string }).dry_run === 'true') return undefined;
  const read = keyedRequest(deps, request, reveals);
  if (!read.ok) return answerProblem(reply, read.refusal);
  const keyed = read.value;
  if (keyed === undefined) return undefined;
  // Of two at the same time, the later one waits, and finds what the earlier one has left.
  const endTurn = await takeTurn(`${keyed.scope} ${keyed.key}`);
  request.keyed = { request: keyed, endTurn };
  const first = await deps.store.idempotency.find(keyed);
  if (first !== undefined) return answerAsFirst(reply, first, keyed.digest, deps.now());
  request.conditions = { ...request.conditions, keyed };
  return undefined;
}

/** RFC 9110 leaves the name free; the syntax is any of `VCHAR`, since callers make keys in many ways. */
const KEY = /^[\x21-\x7e]{1,255}$/;

function keyedRequest(
  { keyedDigest, sha256 }: GuardRepeatsDeps,
  request: FastifyRequest,
  reveals: boolean,
): Result<KeyedRequest | undefined, 'idempotency_key_malformed' | 'request_malformed'> {
  const [key, ...more] = request.raw.headersDistinct['idempotency-key'] ?? [];
  if (key === undefined) return ok(undefined);
  if (more.length > 0 || !KEY.test(key)) return refuse('idempotency_key_malformed');
  const asked = canonicalJson({ body: request.body, query: request.query });
  if (asked === undefined) return refuse('request_malformed');
  const [path = ''] = request.url.split('?', 1);
  return ok({
    scope: `${actorOf(request)} ${request.method} ${path}`,
    key: sha256(key),
    digest: Buffer.from(keyedDigest(`idempotency-key:${asked}`)).toString('base64url'),
    reveals,
  });
}

function answerAsFirst(reply: FastifyReply, first: FirstRequest, digest: string, now: number): FastifyReply {
  const repeat = judgeRepeat(first, digest, now);
  if (repeat.ok) {
    const { status, text } = repeat.value;
    return reply
      .code(status)
      .header(REPLAYED_HEADER, 'true')
      .type('application/json; charset=utf-8')
      .send(text);
  }
  if (repeat.refusal === 'still_under_way') reply.header('retry-after', '1');
  const tellsIds: readonly AdminRefusal[] = ['already_revealed', 'answer_lost'];
  const ids = tellsIds.includes(repeat.refusal) ? { ids: first.subjects } : {};
  return answerProblem(reply, repeat.refusal, undefined, ids);
}

/** Keeps what a repeat is to be told, before the answer leaves; an answer that told a secret is not kept. */
async function keepAnswer(
  { store, log }: GuardRepeatsDeps,
  toldOnce: readonly string[],
  request: FastifyRequest,
  reply: FastifyReply,
  text: string,
): Promise<void> {
  if (request.keyed === null) return;
  const { request: keyed, endTurn } = request.keyed;
  const isFirst = request.conditions?.keyed === keyed;
  try {
    if (isFirst && reply.statusCode === CREATED && !tellsOneOf(toldOnce, text)) {
      await store.idempotency.keepAnswer(keyed, { status: CREATED, text });
    }
  } catch (error) {
    // It was made, so its maker is told; a repeat gets `answer_lost`.
    log.failure(request.id, error);
  } finally {
    endTurn();
  }
}
