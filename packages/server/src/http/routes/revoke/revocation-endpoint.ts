import { ok, REVOCATION_PATH, type Result, refuse } from '@gatepass/protocol';
import type { RequestOrigin } from '../../../domain/usage/usage.ts';
import type {
  AuthenticatedClient,
  ClientRefusal,
  PresentedClient,
} from '../../../usecases/authenticate-client/authenticate-client.ts';
import type { TokenHolder } from '../../../usecases/revoke-token/revoke-token.ts';
import type { FormEndpoint } from '../../form-endpoint/form-endpoint.ts';
import { parameter } from '../../form-endpoint/parse-client-request.ts';

export interface RevocationEndpointDeps {
  readonly authenticateClient: (
    presented: PresentedClient,
    origin: RequestOrigin,
    now: number,
  ) => Promise<Result<AuthenticatedClient, ClientRefusal>>;
  readonly revokeToken: (
    token: string,
    holder: TokenHolder,
    now: number,
  ) => Promise<Result<undefined, 'token_of_another_client'>>;
}

/** `POST /api/v1/oauth/revoke` (RFC 7009 §2). There is one kind of token, so `token_type_hint` says nothing. */
export function revocationEndpoint(deps: RevocationEndpointDeps): FormEndpoint {
  return {
    path: REVOCATION_PATH,
    async decide({ form, caller, origin, requestId, now }) {
      if (caller.kind !== 'client') throw new Error('only clients revoke tokens'); // unreachable: no API key is accepted here
      const authenticated = await deps.authenticateClient(caller.presented, origin, now);
      if (!authenticated.ok) return authenticated;
      const { clientId } = authenticated.value.client;
      const token = parameter(form, 'token');
      if (token === undefined) return refuse({ cause: 'token_missing', clientId });
      const revoked = await deps.revokeToken(token, { clientId, requestId }, now);
      return revoked.ok
        ? ok({ status: 200, body: undefined })
        : refuse({ cause: revoked.refusal, clientId, credentialId: authenticated.value.credential.id });
    },
  };
}
