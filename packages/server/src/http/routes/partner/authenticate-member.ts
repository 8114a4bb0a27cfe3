import type { Result } from '@gatepass/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ActingMember } from '../../../domain/member/member.ts';
import { answerWrongToken, type CallerLimits } from '../../api-guard/limit-callers.ts';
import { bearerToken } from '../../bearer-token.ts';
import { answerProblem } from '../admin/admin-problem.ts';

export type AuthenticateMemberToken = (
  token: string,
) => Promise<Result<ActingMember, 'token_malformed' | 'token_wrong'>>;

/** Runs before anything else of a request is looked at. An operator's token is none here, and told as any other text. */
export function authenticateMembers(authenticate: AuthenticateMemberToken, limits: CallerLimits) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const token = bearerToken(request);
    if (token === undefined) return answerProblem(reply, 'token_missing');
    const member = await authenticate(token);
    if (!member.ok) {
      return member.refusal === 'token_wrong'
        ? answerWrongToken(limits, request, reply)
        : answerProblem(reply, member.refusal);
    }
    request.member = member.value;
    return undefined;
  };
}

/** Who asks. Every route of the partner API is behind `authenticateMembers`. */
export function memberOf({ member }: FastifyRequest): ActingMember {
  if (member === null) throw new Error('a route of the partner API was reached by nobody');
  return member;
}
