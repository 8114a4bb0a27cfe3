import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSettings, type RunningServer, startServer } from '@gatepass/server';
import { attack, freePort, LogSink, putFirstStart, tempFolder } from '@gatepass/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { adminClient } from '../admin-client.ts';
import { adminRequest } from '../admin-request.ts';
import { startCommand } from '../testing/start-command.ts';
import { bootstrapOperator } from './bootstrap-operator.ts';

async function folderForData(): Promise<string> {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  return folder.path;
}

async function start(folder: string): Promise<RunningServer> {
  const env = { GATEPASS_DATA_DIR: folder, GATEPASS_PORT: String(await freePort()) };
  const server = await startServer(loadSettings(env, 'dev'), { log: new LogSink() });
  onTestFinished(() => server.close());
  return server;
}

const tokenFile = (folder: string) => join(folder, 'bootstrap-operator-token');
const tokenFiles = (folder: string) =>
  readdirSync(folder).filter((name) => name.startsWith('bootstrap-operator-token'));

/** The names of all operators, as the operator whose token is in the file. */
async function operatorsBy(
  server: Pick<RunningServer, 'issuer'>,
  file: string,
): Promise<readonly (string | null)[]> {
  const token = readFileSync(file, 'utf8').trim();
  const request = adminRequest({ url: server.issuer, token }, new AbortController().signal);
  const listed = await adminClient(request).listOperators({});
  if (!listed.ok) throw new Error(listed.refusal.message);
  return listed.value.items.map(({ name }) => name);
}

const ONE = ['Bootstrap operator'];

describe('the first operator', () => {
  test('is made for a deployment that has none, once, with a token for the owner of the folder alone', async () => {
    const folder = await folderForData();
    const server = await start(folder);
    expect(await bootstrapOperator(server, folder)).toBe(tokenFile(folder));
    expect((statSync(tokenFile(folder)).mode & 0o777).toString(8)).toBe('600');
    expect(await bootstrapOperator(server, folder)).toBeUndefined();
    expect(await operatorsBy(server, tokenFile(folder))).toEqual(ONE);
  });

  test('has a token also where a crash came between, and is no second one then', async () => {
    const folder = await folderForData();
    const server = await start(folder);
    await bootstrapOperator(server, folder);
    const unfinished = `${tokenFile(folder)}.1234.unfinished`;
    renameSync(tokenFile(folder), unfinished);
    expect(await bootstrapOperator(server, folder)).toBe(tokenFile(folder));
    expect(await operatorsBy(server, tokenFile(folder))).toEqual(ONE);
    expect(existsSync(unfinished)).toBe(false);
  });

  test('is made where a crash came before, and the token of nobody is thrown away', async () => {
    const folder = await folderForData();
    const server = await start(folder);
    writeFileSync(`${tokenFile(folder)}.1234.unfinished`, 'rsop_nobodys');
    await bootstrapOperator(server, folder);
    await bootstrapOperator(server, folder);
    expect(tokenFiles(folder)).toEqual(['bootstrap-operator-token']);
    expect(await operatorsBy(server, tokenFile(folder))).toEqual(ONE);
  });
});

attack(
  'W23',
  'two processes that start at once make one first operator, and its token is kept',
  async (report) => {
    const folder = await folderForData();
    await putFirstStart({ dataDir: folder, environment: 'live' });
    const serve = async () => {
      const port = String(await freePort());
      const env = {
        GATEPASS_DATA_DIR: folder,
        GATEPASS_MASTER_KEY_FILE: join(folder, 'master.key'),
        GATEPASS_AUDIENCE: 'https://api.example.com',
        GATEPASS_PORT: port,
      };
      const server = startCommand(['serve'], { cwd: folder, env });
      onTestFinished(async () => {
        server.signal('SIGKILL');
        await server.ended;
      });
      await server.says('serving ');
      return { issuer: `http://127.0.0.1:${port}`, stderr: server.stderr() };
    };
    const servers = await Promise.all([serve(), serve()]);
    expect(servers.some(({ stderr }) => stderr.includes('the token of a first one is in'))).toBe(true);
    for (const server of servers) expect(await operatorsBy(server, tokenFile(folder))).toEqual(ONE);
    expect(tokenFiles(folder)).toEqual(['bootstrap-operator-token']);
    report('two processes with one database, starting at once', 'one operator, whose token is in the file');

    const token = readFileSync(tokenFile(folder), 'utf8');
    const third = await serve();
    expect(third.stderr).not.toContain('first one');
    expect(await operatorsBy(third, tokenFile(folder))).toEqual(ONE);
    expect(readFileSync(tokenFile(folder), 'utf8')).toBe(token);
    report('a third process, later', 'makes none');
  },
);
