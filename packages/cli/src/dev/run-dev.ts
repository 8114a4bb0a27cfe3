import { ok, type Result, TOKEN_PATH } from '@gatepass/protocol';
import { loadSettings, type RunningServer, type Settings, startServer } from '@gatepass/server';
import { DEV_CREDENTIALS_FILE, DEV_OPERATOR_TOKEN_FILE } from '../data-directory.ts';
import type { Failure } from '../failure.ts';
import { type JsonOption, printObject } from '../output/print.ts';
import { untilStopped } from '../serving/until-stopped.ts';
import type { Shell } from '../shell.ts';
import { announcedObject, announcement } from './announcement.ts';
import { type DemoClient, demoClient } from './demo-client.ts';
import { demoOperator } from './demo-operator.ts';
import { type RunningApi, startApi } from './start-api.ts';

/** Runs the server and the reference API until the process is asked to stop. Throws `StartFailure`. */
export async function runDev(shell: Shell, options: JsonOption): Promise<Result<void, Failure>> {
  const settings = loadSettings(shell.env, 'dev');
  // The log goes beside the calls, not between them.
  const server = await startServer(settings, { log: process.stderr });
  try {
    const serverUrl = localUrl(settings.host, server.port);
    const api = await startApi(settings, serverUrl, process.stderr);
    if (!api.ok) return api;
    try {
      return await serveDemo(shell, options, { settings, server, serverUrl, api: api.value });
    } finally {
      await api.value.close();
    }
  } finally {
    await server.close();
  }
}

interface Running {
  readonly settings: Settings;
  readonly server: RunningServer;
  readonly serverUrl: string;
  readonly api: RunningApi;
}

async function serveDemo(
  shell: Shell,
  options: JsonOption,
  running: Running,
): Promise<Result<void, Failure>> {
  const credentialsFile = `${running.settings.dataDir}/${DEV_CREDENTIALS_FILE}`;
  const tokenFile = `${running.settings.dataDir}/${DEV_OPERATOR_TOKEN_FILE}`;
  const client = await ensureDemo(shell, running, credentialsFile, tokenFile);
  // Whoever stops it meanwhile wanted exactly that.
  if (!client.ok) return shell.stop.aborted ? ok(undefined) : client;
  const facts = {
    issuer: running.server.issuer,
    apiUrl: running.api.url,
    credentialsFile,
    tokenFile,
  };
  if (options.json) printObject(shell, options, announcedObject(facts));
  else {
    const toTerminal = shell.stdout.isTTY === true;
    shell.stdout.write(announcement({ ...facts, client: client.value, toTerminal }));
  }
  await untilStopped(shell);
  return ok(undefined);
}

async function ensureDemo(
  shell: Shell,
  { server, serverUrl, api }: Running,
  credentialsFile: string,
  tokenFile: string,
): Promise<Result<DemoClient, Failure>> {
  const admin = await demoOperator({ server, url: serverUrl, tokenFile, stop: shell.stop });
  if (!admin.ok) return admin;
  const tokenUrl = server.issuer + TOKEN_PATH;
  return demoClient({ admin: admin.value, credentialsFile, tokenUrl, apiUrl: api.url });
}

function localUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
