import { ok, REVOCATION_PATH, type Result, refuse } from '@gatepass/protocol';
import type { AuthenticateClient } from '../../../usecases/authenticate-client/authenticate-client.ts';
import type { TokenHolder } from '../../../usecases/revoke-token/revoke-token.ts';
import { clientEndpoint } from '../../form-endpoint/client-endpoint.ts';
import type { FormEndpoint } from '../../form-endpoint/form-endpoint.ts';
import { parameter } from '../../form-endpoint/parse-client-request.ts';

export interface RevocationEndpointDeps {
  readonly authenticateClient: AuthenticateClient;
  readonly revokeToken: (
    token: string,
    holder: TokenHolder,
    now: number,
  ) => Promise<Result<undefined, 'token_of_another_client'>>;
}

/** `POST /api/v1/oauth/revoke` (RFC 7009 §2). There is one kind of token, so `token_type_hint` says nothing. */
export function revocationEndpoint(deps: RevocationEndpointDeps): FormEndpoint {
  return clientEndpoint(REVOCATION_PATH, deps.authenticateClient, async ({ client, credential }, request) => {
    const { form, requestId, now } = request;
    const { clientId } = client;
    const token = parameter(form, 'token');
    if (token === undefined) return refuse({ cause: 'token_missing', clientId });
    const revoked = await deps.revokeToken(token, { clientId, requestId }, now);
    return revoked.ok
      ? ok({ status: 200, body: undefined })
      : refuse({ cause: revoked.refusal, clientId, credentialId: credential.id });
  });
}
