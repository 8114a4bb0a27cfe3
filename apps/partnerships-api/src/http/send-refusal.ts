import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorEnvelope, headersOf } from './envelope.ts';
import { type Refusal, toAnswer } from './refusals.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Which check refused this request; for the log. */
    refusedBy: string | null;
  }
}

/** Answers a request that is not carried out. Every refusal that Fastify carries goes out through here. */
export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, message, headers, reason } = toAnswer(refusal);
  request.refusedBy = reason;
  return reply
    .code(status)
    .headers({ ...headersOf(request.id), ...headers })
    .type('application/json; charset=utf-8')
    .send(errorEnvelope(request.id, status, message));
}
