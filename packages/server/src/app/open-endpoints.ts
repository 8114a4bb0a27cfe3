import { randomBytes, randomUUID } from 'node:crypto';
import { createKeyedHash } from '../domain/limits/keyed-hash.ts';
import { createRateBuckets } from '../domain/limits/rate-buckets.ts';
import { createTokenBudgets } from '../domain/limits/token-budget.ts';
import type { RequestOrigin, Use } from '../domain/usage/usage.ts';
import type { FormEndpoint } from '../http/form-endpoint/form-endpoint.ts';
import { introspectionEndpoint } from '../http/routes/introspect/introspection-endpoint.ts';
import { revocationEndpoint } from '../http/routes/revoke/revocation-endpoint.ts';
import { ownExplanationEndpoint } from '../http/routes/self/own-explanation-endpoint.ts';
import { ownSecretEndpoint } from '../http/routes/self/own-secret-endpoint.ts';
import { tokenEndpoint } from '../http/routes/token/token-endpoint.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { openSigningKey } from '../signing/signing-keys.ts';
import { createTokenSigner } from '../signing/token-signer.ts';
import { createTokenVerifier } from '../signing/token-verifier.ts';
import { authenticateApi } from '../usecases/authenticate-api/authenticate-api.ts';
import {
  type AuthenticateClientDeps,
  type AuthenticatedClient,
  authenticateClient,
  type PresentedClient,
} from '../usecases/authenticate-client/authenticate-client.ts';
import { type ExplainRequestDeps, explainRequest } from '../usecases/explain-request/explain-request.ts';
import { introspectToken } from '../usecases/introspect-token/introspect-token.ts';
import { issueToken } from '../usecases/issue-token/issue-token.ts';
import { revokeToken } from '../usecases/revoke-token/revoke-token.ts';
import {
  type RotateOwnSecretDeps,
  rotateOwnSecret,
} from '../usecases/rotate-own-secret/rotate-own-secret.ts';
import type { AppParts } from './app-parts.ts';
import type { Traces } from './open-traces.ts';

/** How often a client's attempt on the tokens of others is put on record. */
const ATTEMPTS = { burst: 1, perMinute: 1 };
const ATTEMPT_BUCKETS = 4096;

export interface EndpointParts {
  readonly authentication: AuthenticateClientDeps;
  readonly traces: Traces;
  readonly metrics: Metrics;
  readonly explaining: ExplainRequestDeps;
  readonly rotating: Omit<RotateOwnSecretDeps, 'selfRotationOverlap'>;
}

/** Everything that is asked with a form, and authenticated as at the token endpoint. */
export function openEndpoints(
  { settings, masterKey, keys, store, tail }: AppParts,
  { authentication, traces, metrics, explaining, rotating }: EndpointParts,
): readonly FormEndpoint[] {
  const active = keys.signingKeys.find((key) => key.state === 'active');
  if (active === undefined) throw new Error('there is no active signing key');
  const issuing = {
    ...authentication,
    tail,
    apis: store.apis,
    budgets: createTokenBudgets(),
    noteUse(use: Use) {
      metrics.tokenIssued();
      traces.noteUse(use);
    },
    sign: createTokenSigner(active.kid, openSigningKey(masterKey, active)),
    // Drawn from a pool, 122 random bits: sixteen bytes at a time would cost a twentieth of a signature.
    randomText: () => randomUUID(),
    issuer: settings.issuer,
    defaultAudience: settings.audience,
    lifetimeSeconds: settings.tokenTtlSeconds,
  };
  const reading = {
    store,
    clients: store.clients,
    clientKeys: store.clientKeys,
    revokedTokens: store.revokedTokens,
    verifyToken: createTokenVerifier(keys.signingKeys.map((key) => key.publicJwk)),
    issuer: settings.issuer,
    attempts: createRateBuckets(createKeyedHash(randomBytes(8)), ATTEMPTS, ATTEMPT_BUCKETS),
  };
  const believingApis = { ...authentication, apis: store.apis, believed: new Set<string>() };
  // A credential that only asks about tokens is in use as well: whoever retires it would break that.
  const authenticate = async (presented: PresentedClient, origin: RequestOrigin, now: number) => {
    const authenticated = await authenticateClient(authentication, presented, origin, now);
    if (authenticated.ok) traces.noteUse(useWithoutToken(authenticated.value, origin, now));
    return authenticated;
  };
  return [
    tokenEndpoint({ issueToken: (request, now) => issueToken(issuing, request, now) }),
    introspectionEndpoint({
      authenticateClient: authenticate,
      authenticateApi: (presented, network, now) => authenticateApi(believingApis, presented, network, now),
      introspectToken: (token, reader, now) => introspectToken(reading, token, reader, now),
    }),
    revocationEndpoint({
      authenticateClient: authenticate,
      revokeToken: (token, holder, now) => revokeToken(reading, token, holder, now),
    }),
    ownSecretEndpoint({
      authenticateClient: authenticate,
      rotateOwnSecret: (client, wanted) =>
        rotateOwnSecret({ ...rotating, selfRotationOverlap: settings.selfRotationOverlap }, client, wanted),
    }),
    ownExplanationEndpoint({
      authenticateClient: authenticate,
      explainToClient: (requestId, clientId) =>
        explainRequest(explaining, requestId, { kind: 'client', clientId }),
    }),
  ];
}

function useWithoutToken(
  { client, credential, outsideNetworks }: AuthenticatedClient,
  origin: RequestOrigin,
  now: number,
): Use {
  return {
    credentialId: credential.id,
    clientId: client.clientId,
    origin,
    at: now,
    tokenEndsAt: now,
    outsideNetworks,
    overBudget: false,
  };
}
