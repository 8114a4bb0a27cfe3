import { ok, PARTNER_SELF_PATH, type Result, refuse } from '@gatepass/protocol';
import type { AuthenticateClient } from '../../../usecases/authenticate-client/authenticate-client.ts';
import type { NotExplained, RequestExplanation } from '../../../usecases/explain-request/explain-request.ts';
import { clientEndpoint } from '../../form-endpoint/client-endpoint.ts';
import type { FormEndpoint } from '../../form-endpoint/form-endpoint.ts';
import { parameter } from '../../form-endpoint/parse-client-request.ts';
import { toExplanation } from '../../to-explanation.ts';

export interface OwnExplanationEndpointDeps {
  readonly authenticateClient: AuthenticateClient;
  readonly explainToClient: (
    requestId: string,
    clientId: string,
  ) => Promise<Result<RequestExplanation, NotExplained>>;
}

/**
 * `POST /api/v1/partner/self/explanations`: a client asks by `request_id` why a request in its name was refused. It
 * takes what the token endpoint takes, so it needs a credential that works; whoever has none asks an operator. Of a
 * request of somebody else it learns what it would of one that never was.
 */
export function ownExplanationEndpoint(deps: OwnExplanationEndpointDeps): FormEndpoint {
  const path = `${PARTNER_SELF_PATH}/explanations`;
  return clientEndpoint(path, deps.authenticateClient, async ({ client, credential }, { form }) => {
    const explained = await deps.explainToClient(parameter(form, 'request_id') ?? '', client.clientId);
    if (explained.ok) return ok({ status: 200, body: toExplanation(explained.value) });
    return refuse({ cause: 'explanation_unknown', clientId: client.clientId, credentialId: credential.id });
  });
}
