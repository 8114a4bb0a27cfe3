import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../domain/clock.ts';
import type { RateBuckets } from '../../domain/limits/rate-buckets.ts';
import { networkOf } from '../../domain/network/network-of.ts';
import { clientAddress, type TrustedProxies } from '../client-address.ts';
import { type AdminRefusal, answerProblem } from '../routes/admin/admin-problem.ts';
import { actorOf } from './actor-of.ts';

export interface CallerLimits {
  /** Of requests, by who makes them. */
  readonly callers: Pick<RateBuckets, 'count'>;
  /** Of tokens that are nobody's, by the network that sends them. */
  readonly wrongTokens: Pick<RateBuckets, 'count'>;
  readonly trustedProxies: TrustedProxies;
  readonly now: Clock;
}

/** An `onRequest` hook, behind the one that finds out who asks. */
export function limitCallers({ callers, now }: CallerLimits) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const wait = callers.count(actorOf(request), now());
    return wait === 0 ? undefined : answerLater(reply, 'too_many_requests', wait);
  };
}

/** Answers a token that is nobody's. A right one is never refused for what others of its network send. */
export function answerWrongToken(
  { wrongTokens, trustedProxies, now }: CallerLimits,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const network = networkOf(clientAddress(request.raw, trustedProxies));
  const wait = wrongTokens.count(network, now());
  return wait === 0 ? answerProblem(reply, 'token_wrong') : answerLater(reply, 'too_many_wrong_tokens', wait);
}

function answerLater(reply: FastifyReply, cause: AdminRefusal, wait: number): FastifyReply {
  reply.header('retry-after', String(Math.ceil(wait / 1000)));
  return answerProblem(reply, cause);
}
