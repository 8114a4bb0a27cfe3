import { ok, type Result, TOKEN_PATH } from '@gatepass/protocol';
import { loadSettings, type RunningServer, type Settings, startServer } from '@gatepass/server';
import { DEV_CREDENTIALS_FILE, DEV_OPERATOR_TOKEN_FILE } from '../data-directory.ts';
import type { Failure } from '../failure.ts';
import { type JsonOption, printObject } from '../output/print.ts';
import { untilStopped } from '../serving/until-stopped.ts';
import type { Shell } from '../shell.ts';
import { announcedObject, announcement, type Whereabouts } from './announcement.ts';
import { type DemoClient, demoClient } from './demo-client.ts';
import { demoOperator } from './demo-operator.ts';
import { startApi } from './start-api.ts';

/**
 * Runs the server and the reference API until the process is asked to stop. The API comes last, so that where both
 * answer, the demo client's file is there. Throws `StartFailure`.
 */
export async function runDev(shell: Shell, options: JsonOption): Promise<Result<void, Failure>> {
  const settings = loadSettings(shell.env, 'dev');
  // The log goes beside the calls, not between them.
  const server = await startServer(settings, { log: process.stderr });
  try {
    const demo = await ensureDemo(shell, settings, server);
    // Whoever stops it meanwhile wanted exactly that.
    if (!demo.ok) return shell.stop.aborted ? ok(undefined) : demo;
    const api = await startApi(settings, localUrl(settings.host, server.port), process.stderr);
    if (!api.ok) return api;
    try {
      announce(shell, options, demo.value);
      await untilStopped(shell);
      return ok(undefined);
    } finally {
      await api.value.close();
    }
  } finally {
    await server.close();
  }
}

interface Demo extends Whereabouts {
  readonly client: DemoClient;
}

async function ensureDemo(
  shell: Shell,
  settings: Settings,
  server: RunningServer,
): Promise<Result<Demo, Failure>> {
  const credentialsFile = `${settings.dataDir}/${DEV_CREDENTIALS_FILE}`;
  const tokenFile = `${settings.dataDir}/${DEV_OPERATOR_TOKEN_FILE}`;
  const apiUrl = localUrl(settings.host, settings.apiPort);
  const url = localUrl(settings.host, server.port);
  const admin = await demoOperator({ server, url, tokenFile, stop: shell.stop });
  if (!admin.ok) return admin;
  const tokenUrl = server.issuer + TOKEN_PATH;
  const client = await demoClient({ admin: admin.value, credentialsFile, tokenUrl, apiUrl });
  if (!client.ok) return client;
  const outbox = settings.mail.smtp === undefined ? `${settings.dataDir}/outbox` : undefined;
  return ok({ issuer: server.issuer, apiUrl, credentialsFile, tokenFile, outbox, client: client.value });
}

function announce(shell: Shell, options: JsonOption, demo: Demo): void {
  if (options.json) printObject(shell, options, announcedObject(demo));
  else shell.stdout.write(announcement({ ...demo, toTerminal: shell.stdout.isTTY === true }));
}

function localUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
