import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ADMIN_PATH,
  CLIENT_CREDENTIALS,
  type CreatedClient,
  type LedgerVerification,
  type Partner,
  TOKEN_PATH,
} from '@gatepass/protocol';
import { freePort, tempFolder } from '@gatepass/testing';
import { expect, onTestFinished, test } from 'vitest';
import { GatepassProcess } from './gatepass-process.ts';

const KILLS = 20;
/** Requests under way at any time, so that a kill always meets some of them half done. */
const CALLERS = 6;

/** What the server has acknowledged, kept where its death cannot reach. */
type Acknowledged = Pick<CreatedClient, 'client_id' | 'client_secret'>;

test(`every acknowledged client gets a token after ${KILLS} kills in the midst of creations, and the ledger verifies`, async () => {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    GATEPASS_DATA_DIR: folder.path,
    GATEPASS_PORT: String(port),
    GATEPASS_MASTER_KEY: randomBytes(32).toString('base64'),
    GATEPASS_AUDIENCE: 'https://api.example.com',
  };
  const acknowledged: Acknowledged[] = [];
  let partner: Partner | undefined;

  for (let kill = 0; kill < KILLS; kill++) {
    const server = await serve(env);
    const admin = await adminOf(url, folder.path);
    partner ??= await admin<Partner>('/partners', { name: 'Partner' });
    const before = acknowledged.length;
    // Another moment each time: after the first answer, the second, …
    const enough = before + 1 + (kill % 10);
    await Promise.all(
      Array.from({ length: CALLERS }, () =>
        createUntilKilled(admin, partner?.id ?? '', (client) => {
          acknowledged.push(client);
          if (acknowledged.length === enough) server.signal('SIGKILL');
        }),
      ),
    );
    expect(await server.exited).toEqual({ code: null, signal: 'SIGKILL' });
  }

  const server = await serve(env);
  onTestFinished(async () => {
    await server.stop();
  });
  const admin = await adminOf(url, folder.path);
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
  const refused: string[] = [];
  for (const client of acknowledged) {
    if ((await tokenStatus(url, client)) !== 200) refused.push(client.client_id);
  }
  expect(refused).toEqual([]);
  expect(await admin<LedgerVerification>('/ledger/verify', {})).toMatchObject({
    intact: true,
    finding: null,
  });
});

async function serve(env: Readonly<Record<string, string>>): Promise<GatepassProcess> {
  const server = new GatepassProcess(['serve'], env);
  await server.says('serving ');
  return server;
}

type Admin = <Body>(path: string, body: object) => Promise<Body>;

async function adminOf(url: string, dataDir: string): Promise<Admin> {
  const token = (await readFile(join(dataDir, 'bootstrap-operator-token'), 'utf8')).trim();
  return async <Body>(path: string, body: object): Promise<Body> => {
    const response = await fetch(url + ADMIN_PATH + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Body;
  };
}

/** One caller's loop; it ends with the connection, whose failure `fetch` tells by a TypeError. */
async function createUntilKilled(
  admin: Admin,
  partnerId: string,
  acknowledge: (client: Acknowledged) => void,
): Promise<void> {
  const wanted = { partner_id: partnerId, name: 'Client', parent_account_id: 'pa_1' };
  try {
    for (;;) acknowledge(await admin<CreatedClient>('/clients', wanted));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

async function tokenStatus(url: string, { client_id, client_secret }: Acknowledged): Promise<number> {
  const body = new URLSearchParams({ grant_type: CLIENT_CREDENTIALS, client_id, client_secret });
  const response = await fetch(url + TOKEN_PATH, { method: 'POST', body });
  await response.arrayBuffer();
  return response.status;
}
