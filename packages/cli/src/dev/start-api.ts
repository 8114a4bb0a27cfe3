import { startPartnershipsApi } from '@gatepass/partnerships-api';
import { JWKS_PATH, ok, type Result } from '@gatepass/protocol';
import type { Settings } from '@gatepass/server';
import { errorCode } from '../environment-variable.ts';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';

type RunningApi = Awaited<ReturnType<typeof startPartnershipsApi>>;

/** Starts the reference API beside the server. `serverUrl` is where the server is reached from this machine. */
export async function startApi(
  settings: Settings,
  serverUrl: string,
  log: NodeJS.WritableStream,
): Promise<Result<RunningApi, Failure>> {
  const databasePath = `${settings.dataDir}/partnerships-api.db`;
  try {
    const api = await startPartnershipsApi({
      host: settings.host,
      port: settings.apiPort,
      issuer: settings.issuer,
      audience: settings.audience,
      jwksUri: serverUrl + JWKS_PATH,
      databasePath,
      logLevel: settings.logLevel,
      log,
    });
    return ok(api);
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') {
      return fail(
        EXIT.unavailable,
        `Port ${settings.apiPort} on ${settings.host} is taken by another process`,
        'Stop that process, or set GATEPASS_API_PORT to another port.',
      );
    }
    const reason = databaseReason(error);
    if (reason === undefined) throw error;
    return fail(
      EXIT.unavailable,
      `The database ${databasePath} cannot be used (${reason})`,
      'It holds only what was registered here: move it away to begin anew.',
    );
  }
}

/** What SQLite says is wrong, where it is SQLite that says so, by itself or behind the API's own words. */
function databaseReason(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (errorCode(cause).includes('SQLITE')) return cause.message;
  }
  return undefined;
}
