import { once } from 'node:events';
import { cp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { CLIENT_CREDENTIALS, TOKEN_PATH } from '@gatepass/protocol';
import { freePort, RawConnection, type TempFolder, tempFolder } from '@gatepass/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GatepassProcess } from './gatepass-process.ts';

interface Credentials {
  readonly client_id: string;
  readonly client_secret: string;
  readonly parent_account_id: string;
  readonly token_url: string;
  readonly api_url: string;
}

let folder: TempFolder;
let running: GatepassProcess | undefined;

beforeAll(async () => {
  folder = await tempFolder();
});
afterEach(async () => {
  await running?.stop();
});
afterAll(() => folder.remove());

/** `gatepass dev` on ports of its own. */
async function dev(dataDir: string, port?: number): Promise<{ process: GatepassProcess; port: number }> {
  const chosen = port ?? (await freePort());
  running = new GatepassProcess(['dev'], {
    GATEPASS_DATA_DIR: dataDir,
    GATEPASS_PORT: String(chosen),
    GATEPASS_API_PORT: String(await freePort()),
  });
  return { process: running, port: chosen };
}

async function credentialsIn(dataDir: string): Promise<Credentials> {
  return JSON.parse(await readFile(join(dataDir, 'dev-credentials.json'), 'utf8')) as Credentials;
}

function tokenForm({ client_id, client_secret }: Credentials): string {
  return new URLSearchParams({ grant_type: CLIENT_CREDENTIALS, client_id, client_secret }).toString();
}

async function expectToken(credentials: Credentials, tokenUrl: string): Promise<void> {
  const body = new URLSearchParams(tokenForm(credentials));
  const response = await fetch(tokenUrl, { method: 'POST', body });
  expect([response.status, await response.json()]).toEqual([
    200,
    { access_token: expect.stringMatching(/^eyJhbGciOiJSUzI1NiIs/), token_type: 'Bearer', expires_in: 300 },
  ]);
}

/** Answers the request that is in flight when the signal comes, then ends. */
async function expectCleanStop(
  { process, port }: { process: GatepassProcess; port: number },
  signal: NodeJS.Signals,
  credentials: Credentials,
): Promise<void> {
  const connection = await RawConnection.open(port);
  const form = tokenForm(credentials);
  connection.write(
    `POST ${TOKEN_PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\n` +
      `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${form.length}\r\n\r\n`,
  );
  // From here on the server knows of the request.
  expect(await connection.next()).toMatchObject({ status: 100 });
  process.signal(signal);
  connection.write(form);

  expect(await connection.next()).toMatchObject({ status: 200 });
  expect(await process.exited).toEqual({ code: 0, signal: null });
}

const READY = 'Gatepass is running';
let kept: string;

beforeAll(() => {
  kept = join(folder.path, 'kept');
});

describe('gatepass dev, one start after the other', () => {
  let first: Credentials;

  test('makes a demo client on the first start, keeps its pair in a file of the owner alone, shows calls, and answers a request in flight when SIGINT ends it', async () => {
    const started = await dev(kept);
    const { process } = started;
    await process.says(READY);

    first = await credentialsIn(kept);
    expect((await stat(join(kept, 'dev-credentials.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(kept, 'dev-operator-token'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(kept, 'master.key'))).mode & 0o777).toBe(0o600);
    expect(process.stdout).toContain(`curl -X POST '${first.token_url}'`);
    expect(process.stdout).toContain(`curl -X POST '${first.api_url}/v1/accounts/register/partnership'`);
    await expectToken(first, first.token_url);

    await expectCleanStop(started, 'SIGINT', first);
  });

  test('keeps everything on a second start, shows no secret, and answers a request in flight when SIGTERM ends it', async () => {
    const started = await dev(kept);
    const { process, port } = started;
    await process.says(READY);

    const second = await credentialsIn(kept);
    expect(second).toMatchObject({ client_id: first.client_id, client_secret: first.client_secret });
    await expectToken(second, `http://127.0.0.1:${port}${TOKEN_PATH}`);

    await expectCleanStop(started, 'SIGTERM', first);
    const operatorToken = (await readFile(join(kept, 'dev-operator-token'), 'utf8')).trim();
    expect(process.stdout + process.stderr).not.toContain(first.client_secret);
    expect(process.stdout + process.stderr).not.toContain(operatorToken);
  });
});

describe('gatepass dev, where it cannot start, ends with one sentence and what to do', () => {
  async function expectFailure(process: GatepassProcess, code: number, ...words: string[]): Promise<void> {
    expect({ ...(await process.exited), stdout: process.stdout }).toEqual({ code, signal: null, stdout: '' });
    const lines = process.stderr.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^gatepass: /);
    expect(lines.slice(1).filter((line) => !line.startsWith('hint: '))).toEqual([]);
    for (const word of words) expect(process.stderr).toContain(word);
  }

  test('when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { process } = await dev(join(folder.path, 'port'), port);
    await expectFailure(process, 8, String(port), 'GATEPASS_PORT');
    other.close();
  });

  test('when the data directory cannot be made', async () => {
    const file = join(folder.path, 'a-file');
    await writeFile(file, '');
    const { process } = await dev(join(file, 'data'));
    await expectFailure(process, 8, 'a-file', 'GATEPASS_DATA_DIR');
  });

  test('when the database is damaged', async () => {
    const dataDir = join(folder.path, 'damaged');
    await cp(kept, dataDir, { recursive: true });
    const database = await open(join(dataDir, 'gatepass.db'), 'r+');
    await database.write(Buffer.alloc(100, 0xff), 0, 100, 0);
    await database.close();
    const { process } = await dev(dataDir);
    await expectFailure(process, 8, 'gatepass.db', 'backup');
  });

  test('when the master key of a database is missing', async () => {
    const dataDir = join(folder.path, 'keyless');
    await cp(kept, dataDir, { recursive: true });
    await rm(join(dataDir, 'master.key'));
    const { process } = await dev(dataDir);
    await expectFailure(process, 2, 'master key', 'GATEPASS_MASTER_KEY');
  });

  test('when a setting makes no sense', async () => {
    running = new GatepassProcess(['dev'], { GATEPASS_DATA_DIR: kept, GATEPASS_TOKEN_TTL: 'soon' });
    await expectFailure(running, 2, 'GATEPASS_TOKEN_TTL');
  });
});
