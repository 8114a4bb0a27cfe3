import type { TokenRefusalCause } from '@gatepass/protocol';
import type { FastifyReply } from 'fastify';
import { refusalAnswer } from './refusal-answer.ts';

/** Answers a request that Fastify has taken. */
export function answerRefusal(reply: FastifyReply, cause: TokenRefusalCause): FastifyReply {
  const { status, headers, body } = refusalAnswer(cause);
  reply.request.refusalCause = cause;
  reply.request.oauthRefusal = cause;
  return reply.code(status).headers(headers).send(body);
}
