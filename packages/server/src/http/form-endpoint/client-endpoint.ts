import type { Result } from '@gatepass/protocol';
import type {
  AuthenticateClient,
  AuthenticatedClient,
} from '../../usecases/authenticate-client/authenticate-client.ts';
import type { FormAnswer, Refusal } from './exchange.ts';
import type { FormEndpoint, FormRequest } from './form-endpoint.ts';

/** An endpoint for clients alone, which are believed before anything else of the request is looked at. */
export function clientEndpoint(
  path: string,
  authenticateClient: AuthenticateClient,
  decide: (client: AuthenticatedClient, request: FormRequest) => Promise<Result<FormAnswer, Refusal>>,
): FormEndpoint {
  return {
    path,
    async decide(request) {
      const { caller, origin, now } = request;
      if (caller.kind !== 'client') throw new Error('only clients come here'); // unreachable: no API key is accepted
      const authenticated = await authenticateClient(caller.presented, origin, now);
      return authenticated.ok ? decide(authenticated.value, request) : authenticated;
    },
  };
}
