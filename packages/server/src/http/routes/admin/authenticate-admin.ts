import type { Result } from '@gatepass/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ChangeContext } from '../../../domain/ledger/ledger-entry.ts';
import type { ActingMember } from '../../../domain/member/member.ts';
import { type ActingOperator, may, type Permission } from '../../../domain/operator/operator.ts';
import { actorOf } from '../../api-guard/actor-of.ts';
import { answerWrongToken, type CallerLimits } from '../../api-guard/limit-callers.ts';
import { bearerToken } from '../../bearer-token.ts';
import { answerProblem } from './admin-problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, in the admin API; null before they were authenticated. */
    operator: ActingOperator | null;
    /** Who asks, in the partner API; null before they were authenticated. */
    member: ActingMember | null;
  }
}

export type AuthenticateToken = (
  token: string,
) => Promise<Result<ActingOperator, 'token_malformed' | 'token_wrong'>>;

/** Runs before anything else of a request is looked at. */
export function authenticateAdmin(authenticate: AuthenticateToken, limits: CallerLimits) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const token = bearerToken(request);
    if (token === undefined) return answerProblem(reply, 'token_missing');
    const operator = await authenticate(token);
    if (!operator.ok) {
      return operator.refusal === 'token_wrong'
        ? answerWrongToken(limits, request, reply)
        : answerProblem(reply, operator.refusal);
    }
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

/** Who asks. Every admin route is behind `authenticateAdmin`. */
export function actingOperator({ operator }: FastifyRequest): ActingOperator {
  if (operator === null) throw new Error('an admin route was reached by nobody');
  return operator;
}

/** Who changes something, when, and by which request. */
export function changeContext(request: FastifyRequest, now: number): ChangeContext {
  return { actor: actorOf(request), requestId: request.id, now, ...request.conditions };
}
