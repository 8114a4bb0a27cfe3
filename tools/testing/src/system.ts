import { join } from 'node:path';
import { startPartnershipsApi } from '@gatepass/partnerships-api';
import {
  ADMIN_PATH,
  CLIENT_CREDENTIALS,
  type CreatedClient,
  type Partner,
  TOKEN_PATH,
  type TokenResponse,
} from '@gatepass/protocol';
import { defaultRules, loadSettings, startServer } from '@gatepass/server';
import { freePort } from './free-port.ts';
import { LogSink } from './log-sink.ts';
import { putFirstStart } from './put-first-start.ts';
import { tempFolder } from './temp-folder.ts';

export interface SystemOptions {
  /** Whether the reference API runs, too; false by default. */
  readonly api?: boolean;
  /** As in the environment: `GATEPASS_TOKEN_TTL`, … */
  readonly settings?: Readonly<Record<string, string>>;
  /** With the rules of `dev`, for one person who tries things alone; otherwise with those of `serve`. */
  readonly alone?: boolean;
}

/** A pair that the admin API made. */
export interface Pair {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly parentAccountId: string;
  readonly partnerId: string;
}

export interface AdminAnswer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** The real server, and the reference API where asked for, on loopback ports with data of their own. */
export interface System {
  readonly issuer: string;
  readonly port: number;
  readonly tokenUrl: string;
  /** Nobody listens there unless the API was asked for. */
  readonly apiUrl: string;
  readonly audience: string;
  /** An admin's. */
  readonly operatorToken: string;
  readonly clock: ManualClock;
  readonly dataDir: string;
  /** Does now what the server does every few seconds: see `RunningServer.work`. */
  work(): Promise<void>;
  /** What both have logged so far. */
  log(): string;
  /** Calls the admin API. The path is below `/api/v1/admin`; the caller names the body's shape. */
  admin<Body>(method: string, path: string, body?: unknown): Promise<AdminAnswer<Body>>;
  /** A new client of a new partner. */
  createClient(options?: { readonly parentAccountId?: string; readonly scope?: string }): Promise<Pair>;
  /** The token endpoint's answer to this pair, which must be a token. */
  requestToken(pair: Pair, parameters?: Readonly<Record<string, string>>): Promise<TokenResponse>;
  /** Ends both, and leaves what they have written where it is. */
  close(): Promise<void>;
  /** The same, and deletes the data. */
  stop(): Promise<void>;
}

/** Stands still at the moment of its making, which foreign verifiers take for the present; tests move it. */
export interface ManualClock {
  now(): number;
  advance(milliseconds: number): void;
}

export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const folder = await tempFolder();
  const log = new LogSink();
  const clock = manualClock();
  const apiPort = await freePort();
  const loaded = loadSettings(
    {
      GATEPASS_DATA_DIR: folder.path,
      GATEPASS_PORT: String(await freePort()),
      GATEPASS_API_PORT: String(apiPort),
      // All tests come from one network, and their clock stands still. Those about the limits set their own.
      GATEPASS_FAILURE_LIMIT_CLIENT: '100000',
      GATEPASS_FAILURE_LIMIT_NETWORK: '100000',
      GATEPASS_REQUEST_LIMIT_NETWORK: '100000',
      GATEPASS_OPERATOR_LIMIT: '100000',
      ...options.settings,
    },
    'dev',
  );
  const { environment } = loaded;
  const settings = {
    ...loaded,
    rulesUntilSet: defaultRules(environment, { alone: options.alone ?? false }),
  };
  await putFirstStart(settings);
  const server = await startServer(settings, { now: clock.now, log });
  const { operator_token: operatorToken } = await server.createOperator({ name: 'Tests', role: 'admin' });
  const api = options.api
    ? await startPartnershipsApi({
        port: apiPort,
        issuer: server.issuer,
        audience: settings.audience,
        databasePath: join(folder.path, 'partnerships-api.db'),
        now: clock.now,
        log,
      })
    : undefined;
  const calls = systemCalls(server.issuer, operatorToken);
  let closed: Promise<void> | undefined;
  const close = async () => {
    await api?.close();
    await server.close();
  };
  return {
    issuer: server.issuer,
    port: server.port,
    tokenUrl: server.issuer + TOKEN_PATH,
    apiUrl: `http://127.0.0.1:${apiPort}`,
    audience: settings.audience,
    operatorToken,
    clock,
    dataDir: folder.path,
    work: () => server.work(),
    log: () => log.text,
    ...calls,
    close() {
      closed ??= close();
      return closed;
    },
    async stop() {
      closed ??= close();
      await closed;
      await folder.remove();
    },
  };
}

function manualClock(): ManualClock {
  let time = Date.now();
  return {
    now: () => time,
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}

function systemCalls(
  issuer: string,
  operatorToken: string,
): Pick<System, 'admin' | 'createClient' | 'requestToken'> {
  async function admin<Body>(method: string, path: string, body?: unknown): Promise<AdminAnswer<Body>> {
    const response = await fetch(issuer + ADMIN_PATH + path, {
      method,
      headers: {
        authorization: `Bearer ${operatorToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Body };
  }

  async function created<Body>(path: string, body: unknown): Promise<Body> {
    const answer = await admin<Body>('POST', path, body);
    if (answer.status !== 201)
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  return {
    admin,
    async createClient({ parentAccountId = 'pa_main', scope } = {}) {
      const partner = await created<Partner>('/partners', { name: 'Partner' });
      const client = await created<CreatedClient>('/clients', {
        partner_id: partner.id,
        name: 'Client',
        parent_account_id: parentAccountId,
        // Tests are about one account where they do not say otherwise, and about many partners.
        share_account: true,
        ...(scope === undefined ? {} : { scope }),
      });
      return {
        clientId: client.client_id,
        clientSecret: client.client_secret,
        parentAccountId,
        partnerId: partner.id,
      };
    },
    async requestToken(pair, parameters = {}) {
      const response = await fetch(issuer + TOKEN_PATH, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: CLIENT_CREDENTIALS,
          client_id: pair.clientId,
          client_secret: pair.clientSecret,
          ...parameters,
        }),
      });
      if (response.status !== 200) throw new Error(`the token endpoint answered ${response.status}`);
      return (await response.json()) as TokenResponse;
    },
  };
}
