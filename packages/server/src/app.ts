import { type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { lookup as resolveName } from 'node:dns/promises';
import { isLoopbackHost } from '@gatepass/protocol';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { trackBackgroundWork } from './background-work.ts';
import type { Settings } from './config/settings.ts';
import type { Clock } from './domain/clock.ts';
import type { FailedRequest } from './domain/failure/failed-request.ts';
import { FailureCollector } from './domain/failure/failure-collector.ts';
import type { LedgerTail } from './domain/ledger/ledger-tail.ts';
import { createFailureLimiter } from './domain/limits/failure-limiter.ts';
import { createKeyedHash } from './domain/limits/keyed-hash.ts';
import { createRateBuckets } from './domain/limits/rate-buckets.ts';
import { createTokenBudgets } from './domain/limits/token-budget.ts';
import type { Store } from './domain/store.ts';
import type { RequestOrigin, Use } from './domain/usage/usage.ts';
import { UsageCollector } from './domain/usage/usage-collector.ts';
import { createHttpServer } from './http/create-http-server.ts';
import { formEndpoints } from './http/form-endpoint/form-endpoint.ts';
import { fetchKeySet } from './http/key-sets/fetch-key-set.ts';
import { rememberKeySets } from './http/key-sets/remember-key-sets.ts';
import { createRequestLog } from './http/request-log.ts';
import { adminRoutes } from './http/routes/admin/admin.routes.ts';
import { healthRoutes } from './http/routes/health/health.route.ts';
import { introspectionEndpoint } from './http/routes/introspect/introspection-endpoint.ts';
import { jwksRoute } from './http/routes/jwks/jwks.route.ts';
import { leaksRoute } from './http/routes/leaks/leaks.route.ts';
import { metadataRoute } from './http/routes/metadata/metadata.route.ts';
import { revocationEndpoint } from './http/routes/revoke/revocation-endpoint.ts';
import { ownExplanationEndpoint } from './http/routes/self/own-explanation-endpoint.ts';
import { ownSecretEndpoint } from './http/routes/self/own-secret-endpoint.ts';
import { tokenEndpoint } from './http/routes/token/token-endpoint.ts';
import { openLeaks } from './leaks.ts';
import { createMetrics } from './metrics/metrics.ts';
import { type MetricsServer, serveMetrics } from './metrics/serve-metrics.ts';
import { periodicWork } from './periodic-work.ts';
import { inspectKey } from './signing/public-keys.ts';
import { equalDigests, openSecretMac } from './signing/secret-mac.ts';
import { sha256 } from './signing/sha256.ts';
import { openSigningKey } from './signing/signing-keys.ts';
import { createTokenSigner } from './signing/token-signer.ts';
import { createTokenVerifier } from './signing/token-verifier.ts';
import { createVerifyAssertion } from './signing/verify-assertion.ts';
import { createClientCache } from './store/client-cache.ts';
import { GenerationalMap } from './store/generational-map.ts';
import { authenticateApi } from './usecases/authenticate-api/authenticate-api.ts';
import {
  authenticateClient,
  type PresentedClient,
} from './usecases/authenticate-client/authenticate-client.ts';
import { useInGroups } from './usecases/authenticate-client/use-in-groups.ts';
import { authenticateOperator } from './usecases/authenticate-operator/authenticate-operator.ts';
import { createOperator } from './usecases/create-operator/create-operator.ts';
import { endOverlaps } from './usecases/end-overlaps/end-overlaps.ts';
import { explainRequest } from './usecases/explain-request/explain-request.ts';
import { introspectToken } from './usecases/introspect-token/introspect-token.ts';
import { issueToken } from './usecases/issue-token/issue-token.ts';
import { traceKeeper } from './usecases/keep-traces/keep-traces.ts';
import type { Keys } from './usecases/prepare-deployment/prepare-keys.ts';
import { revokeToken } from './usecases/revoke-token/revoke-token.ts';
import { rotateOwnSecret } from './usecases/rotate-own-secret/rotate-own-secret.ts';
import { warnOfExpiry } from './usecases/warn-of-expiry/warn-of-expiry.ts';

/** Milliseconds between two rounds of removing what has had its time. */
const PRUNE_EVERY = 600_000;
/** Milliseconds between two looks at which secrets end soon. */
const WARN_EVERY = 60_000;

/** Clients that one node keeps in memory at the least; at the most twice as many. */
const CLIENT_CACHE_GENERATION = 131_072;

/** The same of public keys, ready to verify with, and of key sets that clients publish. */
const KEY_CACHE_GENERATION = 4096;
const KEY_SET_CACHE_GENERATION = 1024;

/** How often a client's attempt on the tokens of others is put on record. */
const ATTEMPTS = { burst: 1, perMinute: 1 };
const ATTEMPT_BUCKETS = 4096;

export interface AppParts {
  readonly settings: Settings;
  readonly masterKey: KeyObject;
  readonly keys: Keys;
  readonly store: Store;
  readonly tail: LedgerTail;
  readonly log: Logger;
  readonly now: Clock;
}

export interface App {
  readonly http: FastifyInstance;
  readonly createOperator: (
    wanted: Parameters<typeof createOperator>[2],
  ) => ReturnType<typeof createOperator>;
  /** Does what is due of that which is done every few seconds. */
  work(): Promise<void>;
  /** Serves `GET /metrics` on the loopback address. */
  serveMetrics(port: number): Promise<void>;
  /** Answers requests in flight, ends what goes on behind them, and closes the store. */
  close(): Promise<void>;
}

/** The one place where things are constructed. */
export async function createApp(parts: AppParts): Promise<App> {
  const { settings, masterKey, keys, store, tail, log, now } = parts;
  const mac = openSecretMac(masterKey, newest(keys.macKeys));
  const active = keys.signingKeys.find((key) => key.state === 'active');
  if (active === undefined) throw new Error('there is no active signing key');

  const common = {
    store,
    mac,
    randomBytes,
    now,
    prefixes: settings.prefixes,
    environment: settings.environment,
    secretPolicy: settings.secretPolicy,
    flushUsage: () => traces.flush(),
  };
  const hashing = { digest: mac.digest, equalDigests };
  const background = trackBackgroundWork((error) =>
    log.error({ error: stackOf(error) }, 'work after an answer failed'),
  );

  const metrics = createMetrics();
  const askForWriting = () => background.start(() => traces.flush());
  const usage = new UsageCollector({ askForWriting });
  const failures = new FailureCollector();
  const traces = traceKeeper({
    usage,
    failures,
    store,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    onLost: (uses) => log.warn({ uses }, 'uses were not counted: they could not be written for too long'),
  });
  const noteFailure = (failure: FailedRequest) => {
    metrics.refused(failure.cause);
    failures.note(failure);
  };
  const lookup = createClientCache(store.clients, tail, CLIENT_CACHE_GENERATION);
  const onLoopback = isLoopbackHost(new URL(settings.issuer).hostname);
  const fetching = {
    resolve: (name: string) => resolveName(name, { all: true }),
    onLoopback,
    inspect: inspectKey,
  };
  const keySets = rememberKeySets({
    fetchKeys: (jwksUri) => fetchKeySet(fetching, jwksUri),
    remembered: new GenerationalMap(KEY_SET_CACHE_GENERATION),
    now,
    pause: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds).unref()),
    onFailure: (jwksUri, error) =>
      log.warn({ jwks_uri: jwksUri, error: messageOf(error) }, 'a key set could not be fetched'),
  });
  const authenticationDeps = {
    ...hashing,
    lookup,
    clients: store.clients,
    clientKeys: store.clientKeys,
    keySets,
    verifyAssertion: createVerifyAssertion(new GenerationalMap(KEY_CACHE_GENERATION)),
    useAssertion: useInGroups(store.assertions),
    sha256,
    limiter: createFailureLimiter({ seed: randomBytes(8), perMinute: settings.failureLimits }),
  };
  const issueTokenDeps = {
    ...authenticationDeps,
    tail,
    apis: store.apis,
    budgets: createTokenBudgets(),
    noteUse: (use: Use) => {
      metrics.tokenIssued();
      usage.note(use);
    },
    sign: createTokenSigner(active.kid, openSigningKey(masterKey, active)),
    // Drawn from a pool, 122 random bits: sixteen bytes at a time would cost a twentieth of a signature.
    randomText: () => randomUUID(),
    issuer: settings.issuer,
    defaultAudience: settings.audience,
    lifetimeSeconds: settings.tokenTtlSeconds,
  };
  const tokenReading = {
    store,
    clients: store.clients,
    clientKeys: store.clientKeys,
    revokedTokens: store.revokedTokens,
    verifyToken: createTokenVerifier(keys.signingKeys.map((key) => key.publicJwk)),
    issuer: settings.issuer,
    attempts: createRateBuckets(createKeyedHash(randomBytes(8)), ATTEMPTS, ATTEMPT_BUCKETS),
  };
  const operatorDeps = { ...hashing, ...common, operators: store.operators };

  const requestLog = createRequestLog(log);
  const leaks = openLeaks({
    ...common,
    settings,
    equalDigests,
    fetching,
    background,
    flushUsage: () => traces.flush(),
    secretExposed: metrics.secretExposed,
    log,
    requestLog,
  });
  const authenticate = (presented: PresentedClient, origin: RequestOrigin, at: number) =>
    authenticateClient(authenticationDeps, presented, origin, at);
  const apiDeps = { ...authenticationDeps, apis: store.apis, believed: new Set<string>() };
  const explaining = { store, failures, delaySeconds: settings.usageIntervalSeconds };
  const endpoints = formEndpoints(
    {
      log: requestLog,
      prefixes: settings.prefixes,
      environment: settings.environment,
      issuer: settings.issuer,
      trustedProxies: settings.trustedProxies,
      now,
      noteFailure,
      noteExposed: leaks.noteExposed,
    },
    [
      tokenEndpoint({ issueToken: (request, at) => issueToken(issueTokenDeps, request, at) }),
      introspectionEndpoint({
        authenticateClient: authenticate,
        authenticateApi: (presented, network, at) => authenticateApi(apiDeps, presented, network, at),
        introspectToken: (token, reader, at) => introspectToken(tokenReading, token, reader, at),
      }),
      revocationEndpoint({
        authenticateClient: authenticate,
        revokeToken: (token, holder, at) => revokeToken(tokenReading, token, holder, at),
      }),
      ownSecretEndpoint({
        authenticateClient: authenticate,
        rotateOwnSecret: (client, wanted) =>
          rotateOwnSecret({ ...common, selfRotationOverlap: settings.selfRotationOverlap }, client, wanted),
      }),
      ownExplanationEndpoint({
        authenticateClient: authenticate,
        explainToClient: (requestId, clientId) =>
          explainRequest(explaining, requestId, { kind: 'client', clientId }),
      }),
    ],
  );
  const http = createHttpServer({
    log: requestLog,
    readTimeoutMilliseconds: settings.readTimeoutMilliseconds,
    formEndpoints: endpoints,
    noteFailure: (refused) =>
      noteFailure({ ...refused, at: now(), clientId: null, credentialId: null, network: null }),
  });
  await http.register(jwksRoute, { publishedKeys: () => keys.signingKeys.map((key) => key.publicJwk) });
  await http.register(metadataRoute, { issuer: settings.issuer, scopes: settings.scopes });
  await http.register(healthRoutes, { ledger: store.ledger });
  await http.register(leaksRoute, leaks.route);
  await http.register(adminRoutes, {
    ...common,
    log: requestLog,
    sha256,
    scopes: settings.scopes,
    authenticateToken: (token) => authenticateOperator(operatorDeps, token),
    usageDelaySeconds: settings.usageIntervalSeconds,
    inspectKey,
    keysOnLoopback: onLoopback,
    explaining,
    deployment: {
      issuer: settings.issuer,
      environment: settings.environment,
      audience: settings.audience,
      scopes: settings.scopes,
    },
  });

  const periodic = periodicWork(
    [
      { name: 'traces', everyMilliseconds: 0, run: () => traces.flush() },
      { name: 'leaks', everyMilliseconds: 0, run: () => leaks.work() },
      {
        name: 'overlaps',
        everyMilliseconds: 0,
        run: async () => metrics.setOverlapsHeld((await endOverlaps(common, now())).held),
      },
      {
        name: 'expiry',
        everyMilliseconds: WARN_EVERY,
        run: async () => {
          const { expiring } = await warnOfExpiry(common, now());
          for (const { withinDays, secrets } of expiring) metrics.setSecretsExpiring(withinDays, secrets);
        },
      },
      { name: 'prune', everyMilliseconds: PRUNE_EVERY, run: () => prune(store, now()) },
    ],
    { now, onError: (chore, error) => log.error({ chore, error: stackOf(error) }, 'periodic work failed') },
  );
  const timer = setInterval(() => void periodic.work(), settings.usageIntervalSeconds * 1000).unref();
  let metricsServer: MetricsServer | undefined;

  return {
    http,
    work: () => periodic.work(),
    async serveMetrics(port) {
      metricsServer = await serveMetrics(metrics, { host: '127.0.0.1', port });
    },
    createOperator: (wanted) =>
      createOperator(common, { actor: 'system:console', requestId: null, now: now() }, wanted),
    async close() {
      clearInterval(timer);
      await http.close();
      await metricsServer?.close();
      await background.settled();
      // The last word of what was counted: after every request, before the store is gone.
      await periodic.work();
      await store.close();
    },
  };
}

async function prune(store: Store, now: number): Promise<void> {
  for (const table of [store.usage, store.failures, store.assertions, store.revokedTokens]) {
    await table.prune(now);
  }
}

function newest(macKeys: Keys['macKeys']): Keys['macKeys'][number] {
  const key = macKeys.at(-1);
  if (key === undefined) throw new Error('there is no secret-MAC key');
  return key;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : String(error);
}
