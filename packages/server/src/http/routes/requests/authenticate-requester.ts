import type { Result } from '@gatepass/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CredentialRequest } from '../../../domain/request/credential-request.ts';
import { bearerToken } from '../../bearer-token.ts';
import { answerProblem } from '../admin/admin-problem.ts';
import type { LimitAttempts } from './limit-attempts.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The request for credentials that the token was told for; null before it was looked at. */
    ownRequest: CredentialRequest | null;
  }
}

export type AuthenticateRequestToken = (
  token: string,
) => Promise<Result<CredentialRequest, 'request_token_malformed' | 'request_token_wrong'>>;

/** A token is for one request; that of another is as unknown as one that does not exist. */
export function authenticateRequester(authenticate: AuthenticateRequestToken, limit: LimitAttempts) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const token = bearerToken(request);
    if (token === undefined) return answerProblem(reply, 'request_token_missing');
    if (limit.refuses(request, reply)) return reply;
    const own = await authenticate(token);
    if (!own.ok) {
      if (own.refusal === 'request_token_wrong') limit.count(request);
      return answerProblem(reply, own.refusal);
    }
    const { id } = request.params as { readonly id?: string };
    if (id !== own.value.id) return answerProblem(reply, 'request_unknown');
    request.ownRequest = own.value;
    return undefined;
  };
}

/** Whose request it is. The routes that ask are behind `authenticateRequester`. */
export function ownRequest({ ownRequest: own }: FastifyRequest): CredentialRequest {
  if (own === null) throw new Error('a route for requesters was reached by nobody');
  return own;
}
