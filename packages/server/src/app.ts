import { type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { trackBackgroundWork } from './background-work.ts';
import type { Settings } from './config/settings.ts';
import type { Clock } from './domain/clock.ts';
import type { LedgerTail } from './domain/ledger/ledger-tail.ts';
import type { Store } from './domain/store.ts';
import { createHttpServer } from './http/create-http-server.ts';
import { createRequestLog } from './http/request-log.ts';
import { adminRoutes } from './http/routes/admin/admin.routes.ts';
import { healthRoutes } from './http/routes/health/health.route.ts';
import { jwksRoute } from './http/routes/jwks/jwks.route.ts';
import { metadataRoute } from './http/routes/metadata/metadata.route.ts';
import { tokenEndpoint } from './http/routes/token/token-endpoint.ts';
import { equalDigests, openSecretMac } from './signing/secret-mac.ts';
import { sha256 } from './signing/sha256.ts';
import { openSigningKey } from './signing/signing-keys.ts';
import { createTokenSigner } from './signing/token-signer.ts';
import { createClientCache } from './store/client-cache.ts';
import { authenticateOperator } from './usecases/authenticate-operator/authenticate-operator.ts';
import { createOperator } from './usecases/create-operator/create-operator.ts';
import { issueToken } from './usecases/issue-token/issue-token.ts';
import { noteExposedSecret } from './usecases/note-exposed-secret/note-exposed-secret.ts';
import type { Keys } from './usecases/prepare-deployment/prepare-keys.ts';

/** Clients that one node keeps in memory at the least; at the most twice as many. */
const CLIENT_CACHE_GENERATION = 131_072;

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
  };
  const hashing = { digest: mac.digest, equalDigests };
  const background = trackBackgroundWork((error) =>
    log.error({ error: stackOf(error) }, 'work after an answer failed'),
  );

  const issueTokenDeps = {
    ...hashing,
    now,
    tail,
    clients: createClientCache(store.clients, tail, CLIENT_CACHE_GENERATION),
    apis: store.apis,
    sign: createTokenSigner(active.kid, openSigningKey(masterKey, active)),
    // Drawn from a pool, 122 random bits: sixteen bytes at a time would cost a twentieth of a signature.
    randomText: () => randomUUID(),
    issuer: settings.issuer,
    defaultAudience: settings.audience,
    lifetimeSeconds: settings.tokenTtlSeconds,
  };
  const noteExposedDeps = { ...hashing, now, store, clients: store.clients };
  const operatorDeps = { ...hashing, ...common, operators: store.operators };

  const requestLog = createRequestLog(log);
  const http = createHttpServer({
    log: requestLog,
    readTimeoutMilliseconds: settings.readTimeoutMilliseconds,
    tokenEndpoint: tokenEndpoint({
      log: requestLog,
      prefixes: settings.prefixes,
      environment: settings.environment,
      issueToken: (request) => issueToken(issueTokenDeps, request),
      noteExposed: (pair) => background.start(() => noteExposedSecret(noteExposedDeps, pair)),
    }),
  });
  await http.register(jwksRoute, { publishedKeys: () => keys.signingKeys.map((key) => key.publicJwk) });
  await http.register(metadataRoute, { issuer: settings.issuer, scopes: settings.scopes });
  await http.register(healthRoutes, { ledger: store.ledger });
  await http.register(adminRoutes, {
    ...common,
    log: requestLog,
    sha256,
    scopes: settings.scopes,
    authenticateToken: (token) => authenticateOperator(operatorDeps, token),
    deployment: {
      issuer: settings.issuer,
      environment: settings.environment,
      audience: settings.audience,
      scopes: settings.scopes,
    },
  });

  return {
    http,
    createOperator: (wanted) =>
      createOperator(common, { actor: 'system:console', requestId: null, now: now() }, wanted),
    async close() {
      await http.close();
      await background.settled();
      await store.close();
    },
  };
}

function newest(macKeys: Keys['macKeys']): Keys['macKeys'][number] {
  const key = macKeys.at(-1);
  if (key === undefined) throw new Error('there is no secret-MAC key');
  return key;
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : String(error);
}
