import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '../domain/account.ts';
import type { Operation } from '../domain/operation.ts';
import { successEnvelope } from './envelope.ts';
import { sendRefusal } from './send-refusal.ts';

/**
 * Answers a write with its operation's outcome and `X-Operation-Id`. A repeat carries the first call's operation,
 * and with it its answer, under a request id of its own.
 */
export function sendOperation(
  request: FastifyRequest,
  reply: FastifyReply,
  { operationId, outcome }: Operation,
  toData: (account: Account) => unknown,
): FastifyReply {
  reply.header('x-operation-id', operationId);
  return outcome.ok
    ? reply.send(successEnvelope(request.id, toData(outcome.value.account)))
    : sendRefusal(request, reply, { reason: outcome.refusal });
}
