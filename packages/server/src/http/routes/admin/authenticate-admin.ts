import type { Result } from '@gatepass/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ChangeContext } from '../../../domain/ledger/ledger-entry.ts';
import { type ActingOperator, may, type Permission } from '../../../domain/operator/operator.ts';
import { answerProblem } from './admin-problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, in the admin API; null before they were authenticated. */
    operator: ActingOperator | null;
  }
}

export type AuthenticateToken = (
  token: string,
) => Promise<Result<ActingOperator, 'token_malformed' | 'token_wrong'>>;

/** RFC 6750 §2.1. Runs before anything else of a request is looked at. */
export function authenticateAdmin(authenticate: AuthenticateToken) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const headers = request.raw.headersDistinct.authorization ?? [];
    const token = headers.length === 1 ? /^bearer ([\w.~+/-]+=*)$/i.exec(headers[0] ?? '')?.[1] : undefined;
    if (token === undefined) return answerProblem(reply, 'token_missing');
    const operator = await authenticate(token);
    if (!operator.ok) return answerProblem(reply, operator.refusal);
    request.operator = operator.value;
    return undefined;
  };
}

/** The role must allow it, and the token; any of these is enough. Every route says what it needs, and can be asked. */
export function needs(...permissions: readonly Permission[]) {
  const check = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { operator } = request;
    const allowed = operator !== null && permissions.some((permission) => may(operator, permission));
    return allowed ? undefined : answerProblem(reply, 'not_allowed');
  };
  return Object.assign(check, { permissions });
}

/** Who changes something, when, and by which request. */
export function changeContext(request: FastifyRequest, now: number): ChangeContext {
  if (request.operator === null) throw new Error('a change without an operator');
  return { actor: `operator:${request.operator.id}`, requestId: request.id, now };
}
