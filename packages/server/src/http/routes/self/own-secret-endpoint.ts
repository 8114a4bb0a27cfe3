import {
  type OwnSecret as OwnSecretBody,
  ok,
  PARTNER_SELF_PATH,
  type Result,
  refuse,
} from '@gatepass/protocol';
import type {
  AuthenticateClient,
  AuthenticatedClient,
} from '../../../usecases/authenticate-client/authenticate-client.ts';
import type {
  OwnSecret,
  RotateOwnSecretRefusal,
} from '../../../usecases/rotate-own-secret/rotate-own-secret.ts';
import { clientEndpoint } from '../../form-endpoint/client-endpoint.ts';
import type { FormEndpoint } from '../../form-endpoint/form-endpoint.ts';
import { parameter } from '../../form-endpoint/parse-client-request.ts';

export interface OwnSecretEndpointDeps {
  readonly authenticateClient: AuthenticateClient;
  readonly rotateOwnSecret: (
    client: AuthenticatedClient,
    wanted: { readonly label: string; readonly requestId: string; readonly now: number },
  ) => Promise<Result<OwnSecret, RotateOwnSecretRefusal>>;
}

/**
 * `POST /api/v1/partner/self/secrets`: a client makes itself a secret, so that a partner's job rotates unattended. It
 * takes what the token endpoint takes, never an access token: those travel to APIs, and none of them may gain by it.
 */
export function ownSecretEndpoint(deps: OwnSecretEndpointDeps): FormEndpoint {
  const path = `${PARTNER_SELF_PATH}/secrets`;
  return clientEndpoint(path, deps.authenticateClient, async (authenticated, { form, requestId, now }) => {
    const { client, credential } = authenticated;
    const known = { clientId: client.clientId, credentialId: credential.id };
    const label = parameter(form, 'label') ?? `self-service ${new Date(now).toISOString().slice(0, 10)}`;
    if (!LABEL.test(label)) return refuse({ cause: 'label_malformed', ...known });
    const made = await deps.rotateOwnSecret(authenticated, { label, requestId, now });
    return made.ok
      ? ok({ status: 201, body: toOwnSecret(made.value) })
      : refuse({ cause: made.refusal, ...known });
  });
}

/** No control characters, so that no log, terminal or database trips over it. */
const LABEL = /^[^\p{Cc}]{1,200}$/u;

function toOwnSecret({ text, secret }: OwnSecret): OwnSecretBody {
  return {
    client_secret: text.reveal(),
    secret_id: secret.id,
    expires_at: secret.expiresAt === null ? null : new Date(secret.expiresAt).toISOString(),
    replaces: secret.replaces,
    made_with: secret.madeWith,
  };
}
