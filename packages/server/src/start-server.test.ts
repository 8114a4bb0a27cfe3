import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, type TempFolder, tempFolder } from '@gatepass/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSettings } from './config/settings.ts';
import { StartFailure } from './start-failure.ts';
import { migrateDatabase, type RunningServer, startServer } from './start-server.ts';

let folder: TempFolder;
let running: RunningServer[];

beforeEach(async () => {
  folder = await tempFolder();
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.close()));
  await folder.remove();
});

async function settings(env: Record<string, string> = {}) {
  const port = String(await freePort());
  return loadSettings({ GATEPASS_DATA_DIR: folder.path, GATEPASS_PORT: port, ...env }, 'dev');
}

async function start(env: Record<string, string> = {}): Promise<RunningServer> {
  const server = await startServer(await settings(env));
  running.push(server);
  return server;
}

async function stop(): Promise<void> {
  await running.pop()?.close();
}

async function failure(env: Record<string, string> = {}): Promise<StartFailure> {
  const error = await start(env).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StartFailure);
  const failed = error as StartFailure;
  expect(failed.message).not.toMatch(/\n|\bat \//);
  return failed;
}

const keySet = async (server: RunningServer) =>
  (await fetch(`${server.issuer}/.well-known/jwks.json`)).text();

test('a second start has the keys and operators of the first', async () => {
  const first = await start();
  const keys = await keySet(first);
  expect(await first.hasOperators()).toBe(false);
  await first.createOperator({ name: 'One', role: 'admin' });
  await stop();
  const second = await start();
  expect(await keySet(second)).toBe(keys);
  expect(await second.hasOperators()).toBe(true);
});

test('a database of one environment is refused to the other', async () => {
  await start();
  await stop();
  const failed = await failure({ GATEPASS_ENVIRONMENT: 'sandbox' });
  expect(failed).toMatchObject({ exitCode: 2, message: expect.stringContaining('GATEPASS_ENVIRONMENT') });
});

test('another master key than the one that sealed the database is refused', async () => {
  await start();
  await stop();
  const failed = await failure({ GATEPASS_MASTER_KEY: Buffer.alloc(32).toString('base64') });
  expect(failed).toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('The master key is not the one'),
  });
});

test('a file that is no database is called damaged, with a way out', async () => {
  await start();
  await stop();
  writeFileSync(join(folder.path, 'gatepass.db'), 'nonsense'.repeat(1000));
  const failed = await failure();
  expect(failed).toMatchObject({ exitCode: 8, message: expect.stringContaining('is damaged') });
});

test('a taken port is told, and the database is closed again', async () => {
  const first = await start();
  const other = await tempFolder();
  const failed = await failure({ GATEPASS_PORT: String(first.port), GATEPASS_DATA_DIR: other.path });
  expect(failed).toMatchObject({ exitCode: 8, message: expect.stringContaining('GATEPASS_PORT') });
  await start({ GATEPASS_DATA_DIR: other.path });
  await stop();
  await other.remove();
});

test('migrating makes the schema and nothing else', async () => {
  expect((await migrateDatabase(await settings())).applied).toEqual([
    '0001-initial',
    '0002-rotation-and-evidence',
    '0003-issuance',
  ]);
  expect((await migrateDatabase(await settings())).applied).toEqual([]);
});

test('a stop ends although a client keeps its connection open', async () => {
  const server = await start();
  // fetch keeps connections alive for longer than any test may take.
  expect((await fetch(`${server.issuer}/healthz`)).status).toBe(200);
  await stop();
});
