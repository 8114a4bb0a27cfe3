import type { DestinationStream } from 'pino';
import type { Console } from './app/open-console.ts';
import { type App, createApp } from './app.ts';
import type { Settings } from './config/settings.ts';
import type { Clock } from './domain/clock.ts';
import { createLog } from './http/request-log.ts';
import { openStore, prepareDeployment, startFailureOf } from './open-deployment.ts';
import { StartFailure } from './start-failure.ts';

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
