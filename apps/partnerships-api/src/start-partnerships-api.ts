import { createGuard } from '@gatepass/guard';
import type { FastifyInstance } from 'fastify';
import { createApp } from './http/create-app.ts';
import { describeError } from './http/log.ts';
import { randomId } from './random-id.ts';
import { openDatabase } from './store/open-database.ts';
import { sqliteStores } from './store/sqlite-stores.ts';

export interface PartnershipsApiOptions {
  /** `127.0.0.1` where it is left out. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Whose tokens are accepted. */
  readonly issuer: string;
  /** Which tokens are meant for this API. */
  readonly audience: string;
  /** The issuer's own place for it where it is left out. */
  readonly jwksUri?: string;
  /** Made where there is none; its folder must exist. */
  readonly databasePath: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Fetches the issuer's key set. */
  readonly fetch?: typeof fetch;
  /** `info` where it is left out: one line for each answer. */
  readonly logLevel?: string;
  /** Where log lines go, as JSON; standard output where it is left out. */
  readonly log?: NodeJS.WritableStream;
}

export interface RunningPartnershipsApi {
  readonly port: number;
  /** Its origin: `http://127.0.0.1:8081`. */
  readonly url: string;
  /** Answers the requests in flight, then frees the port and the database. */
  close(): Promise<void>;
}

/**
 * Starts the API. It starts without its issuer as well: until the key set can be had, calls are answered with an
 * outage that passes, and not with a refusal of their tokens.
 * @throws {TypeError} when issuer, audience or jwksUri cannot be right
 * @throws {Error} when the database cannot be used or the port is taken
 */
export async function startPartnershipsApi(options: PartnershipsApiOptions): Promise<RunningPartnershipsApi> {
  const { host = '127.0.0.1', port, databasePath, now = Date.now } = options;
  const { logLevel: level = 'info', log: stream = process.stdout } = options;
  const { issuer, audience, jwksUri, fetch } = options;

  const guard = createGuard({
    issuer,
    audience,
    now,
    ...(jwksUri !== undefined && { jwksUri }),
    ...(fetch !== undefined && { fetch }),
    onError: (error) => app.log.warn({ error: describeError(error) }, 'access tokens may go unverified'),
  });
  const database = await openDatabase(databasePath);
  const deps = { ...sqliteStores(database), now, newId: randomId };
  const app: FastifyInstance = createApp({ guard, deps, log: { level, stream } });
  app.addHook('onClose', async () => database.close());

  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw error;
  }
  await guard.ready().catch(() => undefined); // onError has told; requests try again

  return {
    port: (app.server.address() as { port: number }).port,
    url: app.listeningOrigin,
    close: () => app.close(),
  };
}
