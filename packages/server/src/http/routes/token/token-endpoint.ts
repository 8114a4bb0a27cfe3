import {
  CREDENTIAL_EXPIRES_HEADER,
  formatScope,
  ok,
  type Result,
  refuse,
  TOKEN_PATH,
  type TokenResponse,
} from '@gatepass/protocol';
import type { IssuedToken, TokenRefusal, TokenRequest } from '../../../usecases/issue-token/issue-token.ts';
import type { FormAnswer, Refusal } from '../../form-endpoint/exchange.ts';
import type { FormEndpoint } from '../../form-endpoint/form-endpoint.ts';
import { parameter } from '../../form-endpoint/parse-client-request.ts';
import { rateLimitHeaders } from '../../rate-limit-headers.ts';

export interface TokenEndpointDeps {
  readonly issueToken: (request: TokenRequest, now: number) => Promise<Result<IssuedToken, TokenRefusal>>;
}

/** `POST /api/v1/oauth/token` (RFC 6749 §3.2, §4.4). */
export function tokenEndpoint(deps: TokenEndpointDeps): FormEndpoint {
  return {
    path: TOKEN_PATH,
    needsGrantType: true,
    async decide({ form, caller, origin, now }) {
      if (caller.kind !== 'client') throw new Error('only clients get tokens'); // unreachable: no API key is accepted here
      const scope = parameter(form, 'scope');
      const resource = parameter(form, 'resource');
      const issued = await deps.issueToken({ presented: caller.presented, origin, scope, resource }, now);
      return issued.ok
        ? ok(toAnswer(issued.value, scope !== undefined, now))
        : refuse(toRefusal(issued.refusal));
    },
  };
}

function toAnswer(issued: IssuedToken, scopeWasAsked: boolean, now: number): FormAnswer {
  const body = toTokenResponse(issued, scopeWasAsked);
  const { credentialEndsAt, spent } = issued;
  const expiring = credentialEndsAt !== null && credentialEndsAt - now <= TOLD_AHEAD;
  if (!expiring && spent === undefined) return { status: 200, body };
  const headers = {
    ...(expiring && { [CREDENTIAL_EXPIRES_HEADER]: new Date(credentialEndsAt).toISOString() }),
    ...(spent !== undefined && rateLimitHeaders(spent.budget, spent.state)),
  };
  return { status: 200, body, headers };
}

function toRefusal({ spent, ...refusal }: TokenRefusal): Refusal {
  return spent === undefined ? refusal : { ...refusal, headers: rateLimitHeaders(spent.budget, spent.state) };
}

/** RFC 6749 §5.1: these members and no other; `scope` only when the request asked for one. */
function toTokenResponse(issued: IssuedToken, scopeWasAsked: boolean): TokenResponse {
  return {
    access_token: issued.accessToken,
    token_type: 'Bearer',
    expires_in: issued.expiresInSeconds,
    ...(scopeWasAsked && { scope: formatScope(issued.scope) }),
  };
}

/** From so many milliseconds before its end on, each answer tells the client of it. */
const TOLD_AHEAD = 30 * 86_400_000;
