import {
  type AccessTokenClaims,
  INTROSPECTION_PATH,
  type IntrospectionResponse,
  ok,
  type Result,
  refuse,
} from '@gatepass/protocol';
import type { Api } from '../../../domain/api/api.ts';
import type { ApiRefusal, PresentedKey } from '../../../usecases/authenticate-api/authenticate-api.ts';
import type { AuthenticateClient } from '../../../usecases/authenticate-client/authenticate-client.ts';
import type { TokenReader } from '../../../usecases/introspect-token/introspect-token.ts';
import type { Refusal } from '../../form-endpoint/exchange.ts';
import type { FormEndpoint, FormRequest } from '../../form-endpoint/form-endpoint.ts';
import { parameter } from '../../form-endpoint/parse-client-request.ts';

export interface IntrospectionEndpointDeps {
  readonly authenticateApi: (
    presented: PresentedKey,
    network: string,
    now: number,
  ) => Promise<Result<Api, ApiRefusal>>;
  readonly authenticateClient: AuthenticateClient;
  readonly introspectToken: (
    token: string,
    reader: TokenReader,
    now: number,
  ) => Promise<AccessTokenClaims | undefined>;
}

/** `POST /api/v1/oauth/introspect` (RFC 7662 §2). There is one kind of token, so `token_type_hint` says nothing. */
export function introspectionEndpoint(deps: IntrospectionEndpointDeps): FormEndpoint {
  return {
    path: INTROSPECTION_PATH,
    acceptsApiKey: true,
    async decide(request) {
      const reader = await authenticateReader(deps, request);
      if (!reader.ok) return reader;
      const token = parameter(request.form, 'token');
      if (token === undefined) return refuse({ cause: 'token_missing' });
      const claims = await deps.introspectToken(token, reader.value, request.now);
      return ok({ status: 200, body: toIntrospection(claims) });
    },
  };
}

async function authenticateReader(
  deps: Pick<IntrospectionEndpointDeps, 'authenticateApi' | 'authenticateClient'>,
  { caller, origin, now }: FormRequest,
): Promise<Result<TokenReader, Refusal>> {
  if (caller.kind === 'api') {
    const api = await deps.authenticateApi(caller, origin.network, now);
    return api.ok ? ok({ kind: 'api', audience: api.value.audience }) : api;
  }
  const authenticated = await deps.authenticateClient(caller.presented, origin, now);
  return authenticated.ok
    ? ok({ kind: 'client', clientId: authenticated.value.client.clientId })
    : authenticated;
}

/** RFC 7662 §2.2. Member by member, so that a claim of tomorrow is not told by itself. */
function toIntrospection(claims: AccessTokenClaims | undefined): IntrospectionResponse {
  if (claims === undefined) return { active: false };
  return {
    active: true,
    iss: claims.iss,
    sub: claims.sub,
    client_id: claims.client_id,
    aud: claims.aud,
    scope: claims.scope,
    exp: claims.exp,
    iat: claims.iat,
    jti: claims.jti,
    token_type: 'Bearer',
    parent_account_id: claims.parent_account_id,
    credential_id: claims.credential_id,
  };
}
