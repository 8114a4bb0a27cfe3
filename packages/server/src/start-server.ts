import type { KeyObject } from 'node:crypto';
import { dirname } from 'node:path';
import type { DestinationStream } from 'pino';
import type { Console } from './app/open-console.ts';
import { type App, createApp } from './app.ts';
import { ensureDataDirectory } from './config/data-directory.ts';
import { masterKeyOf } from './config/master-key.ts';
import type { Settings } from './config/settings.ts';
import type { Clock } from './domain/clock.ts';
import { createLedgerTail, type LedgerTail } from './domain/ledger/ledger-tail.ts';
import type { Store } from './domain/store.ts';
import { createLog } from './http/request-log.ts';
import { SealBroken } from './signing/seal.ts';
import { createMacKey } from './signing/secret-mac.ts';
import { sha256 } from './signing/sha256.ts';
import { createSigningKey } from './signing/signing-keys.ts';
import { StartFailure } from './start-failure.ts';
import { openSqliteDatabases } from './store/dialects/sqlite/open-sqlite-store.ts';
import { MigrationMismatch } from './store/migrations/migrate.ts';
import { sqlStore } from './store/sql-store.ts';
import { bindEnvironment } from './usecases/prepare-deployment/bind-environment.ts';
import { type Keys, prepareKeys } from './usecases/prepare-deployment/prepare-keys.ts';

export interface ServerOptions {
  /** The clock; the system's by default. */
  readonly now?: Clock;
  /** Where the log goes; standard output by default. */
  readonly log?: DestinationStream;
}

export interface RunningServer extends Console {
  readonly issuer: string;
  readonly port: number;
  /** Does now what is otherwise done every few seconds: writes what was counted, ends overlaps, warns, tidies up. */
  work(): Promise<void>;
  /** Stops listening, answers requests in flight, and closes the database. */
  close(): Promise<void>;
}

/**
 * Opens the database, makes the keys of a first start, and listens.
 * Throws `StartFailure` where the machine or a setting stands in the way.
 */
export async function startServer(settings: Settings, options: ServerOptions = {}): Promise<RunningServer> {
  const now = options.now ?? Date.now;
  const { store, tail, masterKey } = await openStore(settings);
  try {
    const keys = await prepareDeployment(settings, store, masterKey, now);
    const log = createLog(settings.logLevel, options.log);
    const app = await createApp({ settings, masterKey, keys, store, tail, log, now });
    await listen(app, settings);
    await listenForMetrics(app, settings);
    app.beginWork();
    return runningServer(app, settings);
  } catch (error) {
    await store.close();
    throw startFailureOf(error, settings);
  }
}

/** Brings the database's schema up to date and says which migrations that took. Throws `StartFailure`. */
export async function migrateDatabase(settings: Settings): Promise<{ readonly applied: readonly string[] }> {
  const { store, applied } = await openStore(settings);
  await store.close();
  return { applied };
}

interface OpenedStore {
  readonly store: Store;
  readonly tail: LedgerTail;
  readonly masterKey: KeyObject;
  readonly applied: readonly string[];
}

async function openStore(settings: Settings): Promise<OpenedStore> {
  ensureDataDirectory(settings.dataDir);
  ensureDataDirectory(dirname(settings.databasePath));
  const masterKey = masterKeyOf(settings);
  try {
    const databases = await openSqliteDatabases(settings.databasePath, sha256);
    const tail = createLedgerTail();
    const store = sqlStore(databases, { tail, sha256 });
    tail.startAt((await store.ledger.head()).sequence);
    return { store, tail, masterKey, applied: databases.applied };
  } catch (error) {
    throw startFailureOf(error, settings);
  }
}

async function prepareDeployment(
  settings: Settings,
  store: Store,
  masterKey: KeyObject,
  now: Clock,
): Promise<Keys> {
  const bound = await bindEnvironment({ store, now }, settings.environment);
  if (!bound.ok) {
    throw new StartFailure(
      `The database ${settings.databasePath} is not of the ${settings.environment} environment; set GATEPASS_ENVIRONMENT to the one it was made for, or use another database.`,
      2,
    );
  }
  return prepareKeys({
    store,
    now,
    createSigningKey: (state) => createSigningKey(masterKey, state, now()),
    createMacKey: (version) => createMacKey(masterKey, version, now()),
  });
}

async function listen(app: App, settings: Settings): Promise<void> {
  try {
    await app.http.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'EADDRINUSE' ? 'is taken by another process' : `cannot be listened on (${code})`;
    throw new StartFailure(
      `Port ${settings.port} on ${settings.host} ${why}; stop that process, or set GATEPASS_PORT to another port.`,
      8,
    );
  }
}

async function listenForMetrics(app: App, settings: Settings): Promise<void> {
  const { metricsPort } = settings;
  if (metricsPort === undefined) return;
  try {
    await app.serveMetrics(metricsPort);
  } catch (error) {
    await app.close();
    throw new StartFailure(
      `Port ${metricsPort} for metrics cannot be listened on (${(error as NodeJS.ErrnoException).code}); set GATEPASS_METRICS_PORT to another port.`,
      8,
    );
  }
}

function runningServer(app: App, settings: Settings): RunningServer {
  return {
    issuer: settings.issuer,
    port: settings.port,
    ...app.console,
    work: () => app.work(),
    close: () => app.close(),
  };
}

/** What the person at the terminal can do something about, as one sentence; everything else stays what it is. */
function startFailureOf(error: unknown, settings: Settings): unknown {
  if (error instanceof SealBroken) {
    return new StartFailure(
      `The master key is not the one that ${settings.databasePath} was sealed under; give the right one in GATEPASS_MASTER_KEY.`,
      2,
    );
  }
  if (error instanceof MigrationMismatch) {
    return new StartFailure(
      `This version does not fit ${settings.databasePath}: ${error.message}; run the version that made it, or a later one.`,
      8,
    );
  }
  const reason = databaseReason(error);
  if (reason === undefined) return error;
  const damaged = /not a database|malformed|corrupt/i.test(reason);
  return new StartFailure(
    damaged
      ? `The database ${settings.databasePath} is damaged (${reason}); restore it from a backup, or move it away to begin anew.`
      : `The database ${settings.databasePath} cannot be opened (${reason}); see that this user can read and write it, and that the disk has room.`,
    8,
  );
}

function databaseReason(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && String(cause.code).includes('SQLITE')) return cause.message;
  }
  return undefined;
}
