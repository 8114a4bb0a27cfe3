import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../../domain/clock.ts';
import type { RateBuckets } from '../../../domain/limits/rate-buckets.ts';
import { networkOf } from '../../../domain/network/network-of.ts';
import { clientAddress, type TrustedProxies } from '../../client-address.ts';
import { answerProblem } from '../admin/admin-problem.ts';

export interface LimitAttemptsDeps {
  /** Of wrong tokens and links, by network. */
  readonly attempts: RateBuckets;
  readonly trustedProxies: TrustedProxies;
  readonly now: Clock;
}

/** Nobody guesses 256 bits; the limit keeps those who try from having each guess looked up. */
export interface LimitAttempts {
  /** Whether too many came from this network; then it has answered. */
  refuses(request: FastifyRequest, reply: FastifyReply): boolean;
  /** Notes that a token or link was nobody's. */
  count(request: FastifyRequest): void;
}

export function limitAttempts({ attempts, trustedProxies, now }: LimitAttemptsDeps): LimitAttempts {
  const networkOfCaller = (request: FastifyRequest) => networkOf(clientAddress(request.raw, trustedProxies));
  return {
    refuses(request, reply) {
      const wait = attempts.wait(networkOfCaller(request), now());
      if (wait > 0) answerLater(reply, 'too_many_attempts', wait);
      return wait > 0;
    },
    count(request) {
      attempts.count(networkOfCaller(request), now());
    },
  };
}

export function answerLater(
  reply: FastifyReply,
  cause: 'too_many_attempts' | 'too_many_submissions' | 'too_many_drafts',
  waitMilliseconds: number,
): FastifyReply {
  reply.header('retry-after', String(Math.ceil(waitMilliseconds / 1000)));
  return answerProblem(reply, cause);
}
