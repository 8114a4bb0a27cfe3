import { randomBytes } from 'node:crypto';
import { lookup as resolveName } from 'node:dns/promises';
import { isLoopbackHost } from '@gatepass/protocol';
import type { FastifyInstance } from 'fastify';
import type { AppParts } from './app/app-parts.ts';
import { trackBackgroundWork } from './app/background-work.ts';
import { chores } from './app/chores.ts';
import { stackOf } from './app/error-texts.ts';
import { openAuthentication } from './app/open-authentication.ts';
import { openCallerLimits } from './app/open-caller-limits.ts';
import { openClaims } from './app/open-claims.ts';
import { type Console, openConsole } from './app/open-console.ts';
import { openDeliveries, webhookUrls } from './app/open-deliveries.ts';
import { openEndpoints } from './app/open-endpoints.ts';
import { openLeaks } from './app/open-leaks.ts';
import { openLedger } from './app/open-ledger.ts';
import { openRequests } from './app/open-requests.ts';
import { openSealing } from './app/open-sealing.ts';
import { openTraces } from './app/open-traces.ts';
import { periodicWork } from './app/periodic-work.ts';
import { createHttpServer } from './http/create-http-server.ts';
import { formEndpoints } from './http/form-endpoint/form-endpoint.ts';
import { openApiRoute } from './http/openapi/openapi.route.ts';
import { referenceRoutes } from './http/openapi/reference.routes.ts';
import { pagesRoutes } from './http/pages/pages.routes.ts';
import { createRequestLog } from './http/request-log.ts';
import { adminRoutes } from './http/routes/admin/admin.routes.ts';
import { claimsRoute } from './http/routes/claims/claims.route.ts';
import { healthRoutes } from './http/routes/health/health.route.ts';
import { jwksRoute } from './http/routes/jwks/jwks.route.ts';
import { leaksRoute } from './http/routes/leaks/leaks.route.ts';
import { metadataRoute } from './http/routes/metadata/metadata.route.ts';
import { partnerApiRoutes } from './http/routes/partner/partner-api.routes.ts';
import { credentialRequestsRoutes } from './http/routes/requests/credential-requests.routes.ts';
import { createMetrics } from './metrics/metrics.ts';
import { type MetricsServer, serveMetrics } from './metrics/serve-metrics.ts';
import { inspectKey } from './signing/public-keys.ts';
import { equalDigests, openSecretMac } from './signing/secret-mac.ts';
import { sha256 } from './signing/sha256.ts';
import { authenticateMember } from './usecases/authenticate-member/authenticate-member.ts';
import { authenticateOperator } from './usecases/authenticate-operator/authenticate-operator.ts';
import type { Keys } from './usecases/prepare-deployment/prepare-keys.ts';

export interface App {
  readonly http: FastifyInstance;
  readonly console: Console;
  /** Does what is due of that which is done every few seconds. */
  work(): Promise<void>;
  /** Does it every few seconds from now on. */
  beginWork(): void;
  /** Serves `GET /metrics` on the loopback address. */
  serveMetrics(port: number): Promise<void>;
  /** Answers requests in flight, ends what goes on behind them, and closes the store. */
  close(): Promise<void>;
}

/** The one place where things are constructed; what belongs together is put together in `app/`. */
export async function createApp(parts: AppParts): Promise<App> {
  const { settings, masterKey, keys, store, log, now } = parts;
  const mac = openSecretMac(masterKey, newest(keys.macKeys));
  const background = trackBackgroundWork((error) =>
    log.error({ error: stackOf(error) }, 'work after an answer failed'),
  );
  const metrics = createMetrics();
  const traces = openTraces(parts, metrics, background);
  const common = {
    store,
    mac,
    randomBytes,
    now,
    prefixes: settings.prefixes,
    environment: settings.environment,
    secretPolicy: settings.secretPolicy,
    operatorTokenLifetime: settings.operatorTokenLifetime,
    memberTokenLifetime: settings.memberTokenLifetime,
    claimLifetime: settings.claimLifetime,
    rulesUntilSet: settings.rulesUntilSet,
    ...openSealing(masterKey),
    flushUsage: () => traces.flush(),
  };
  const onLoopback = isLoopbackHost(new URL(settings.issuer).hostname);
  const fetching = { resolve: (name: string) => resolveName(name, { all: true }), onLoopback };
  const authentication = openAuthentication(parts, mac.digest, fetching);
  const requestLog = createRequestLog(log);
  const leaks = openLeaks({
    ...common,
    settings,
    equalDigests,
    fetching,
    background,
    secretExposed: metrics.secretExposed,
    log,
    requestLog,
  });
  const ledgerProof = openLedger(parts);
  const { unseal } = common;
  const deliveries = await openDeliveries({ parts, unseal, randomBytes, fetching, background, metrics });
  const explaining = { store, failures: traces.failures, delaySeconds: settings.usageIntervalSeconds };

  const forms = formEndpoints(
    {
      log: requestLog,
      prefixes: settings.prefixes,
      environment: settings.environment,
      issuer: settings.issuer,
      trustedProxies: settings.trustedProxies,
      now,
      noteFailure: traces.noteFailure,
      noteExposed: leaks.noteExposed,
    },
    openEndpoints(parts, { authentication, traces, metrics, explaining, rotating: common }),
  );
  const http = createHttpServer({
    log: requestLog,
    readTimeoutMilliseconds: settings.readTimeoutMilliseconds,
    formEndpoints: forms,
    noteFailure: (refused) =>
      traces.noteFailure({ ...refused, at: now(), clientId: null, credentialId: null, network: null }),
  });
  // First, since it notes each route as it comes.
  openApiRoute(http, { formEndpoints: forms.paths });
  referenceRoutes(http, { issuer: settings.issuer });
  await http.register(jwksRoute, { publishedKeys: () => keys.signingKeys.map((key) => key.publicJwk) });
  await http.register(metadataRoute, { issuer: settings.issuer, scopes: settings.scopes });
  await http.register(healthRoutes, { ledger: store.ledger });
  await http.register(leaksRoute, leaks.route);
  await http.register(pagesRoutes, { issuer: settings.issuer });
  await http.register(
    claimsRoute,
    openClaims(parts, { ...common, equalDigests }, { background, log: requestLog }),
  );
  const requests = openRequests(
    parts,
    { ...common, equalDigests },
    { metrics, log: requestLog, selfServe: deliveries.mailConfigured },
  );
  await http.register(credentialRequestsRoutes, requests.route);
  const people = { digest: mac.digest, equalDigests, ...common };
  const routes = {
    ...common,
    log: requestLog,
    sha256,
    scopes: settings.scopes,
    usageDelaySeconds: settings.usageIntervalSeconds,
    inspectKey,
    keysOnLoopback: onLoopback,
    ...webhookUrls(fetching),
    explaining,
    ledgerProof,
    keyedDigest: mac.digest,
    limits: openCallerLimits(parts),
    answerLifetime: settings.requests.answerLifetime,
  };
  await http.register(partnerApiRoutes, {
    ...routes,
    authenticateMemberToken: (token) => authenticateMember(people, token),
  });
  await http.register(adminRoutes, {
    ...routes,
    authenticateToken: (token) => authenticateOperator(people, token),
    deployment: {
      issuer: settings.issuer,
      environment: settings.environment,
      audience: settings.audience,
      scopes: [...settings.scopes],
    },
  });

  const periodic = periodicWork(
    chores(parts, { ledgerProof, requests, traces, leaks, metrics, rotating: common }),
    {
      now,
      onError: (chore, error) => log.error({ chore, error: stackOf(error) }, 'periodic work failed'),
    },
  );
  let timer: NodeJS.Timeout | undefined;
  let metricsServer: MetricsServer | undefined;

  return {
    http,
    async work() {
      await periodic.work();
      await deliveries.work();
    },
    beginWork() {
      const workSoon = () => {
        void periodic.work();
        deliveries.soon();
      };
      timer = setInterval(workSoon, settings.usageIntervalSeconds * 1000).unref();
      // What a stop or a kill has left unsent waits no longer than that.
      deliveries.soon();
    },
    async serveMetrics(port) {
      metricsServer = await serveMetrics(metrics, { host: '127.0.0.1', port });
    },
    console: openConsole(people),
    async close() {
      clearInterval(timer);
      await http.close();
      await metricsServer?.close();
      deliveries.stop();
      await background.settled();
      // The last word of what was counted: after every request, before the store is gone.
      await periodic.work();
      await store.close();
    },
  };
}

function newest(macKeys: Keys['macKeys']): Keys['macKeys'][number] {
  const key = macKeys.at(-1);
  if (key === undefined) throw new Error('there is no secret-MAC key');
  return key;
}
