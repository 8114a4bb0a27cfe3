import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadSettings, startServer } from '@gatepass/server';
import { freePort, LogSink, putFirstStart, tempFolder } from '@gatepass/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { demoOperator } from './demo-operator.ts';

const DAY = 86_400_000;

async function setUp() {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const env = { GATEPASS_DATA_DIR: folder.path, GATEPASS_PORT: String(await freePort()) };
  const settings = loadSettings(env, 'dev');
  await putFirstStart(settings);
  let time = Date.now();
  const server = await startServer(settings, { now: () => time, log: new LogSink() });
  onTestFinished(() => server.close());
  const tokenFile = join(folder.path, 'dev-operator-token');
  const stop = new AbortController().signal;
  return {
    server,
    tokenFile,
    start: () => demoOperator({ server, url: server.issuer, tokenFile, stop }),
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

/** The names of all operators, as the demo operator. */
async function operators(started: Awaited<ReturnType<typeof demoOperator>>) {
  if (!started.ok) throw new Error(started.refusal.message);
  const listed = await started.value.listOperators({});
  if (!listed.ok) throw new Error(listed.refusal.message);
  return listed.value.items.map(({ name }) => name);
}

describe('the demo operator', () => {
  test('keeps their token from start to start', async () => {
    const { start, tokenFile } = await setUp();
    expect(await operators(await start())).toEqual(['Demo operator']);
    const token = readFileSync(tokenFile, 'utf8');
    await start();
    expect(readFileSync(tokenFile, 'utf8')).toBe(token);
  });

  test('gets another token where theirs has ended or is lost, and is no second operator', async () => {
    const { start, tokenFile, pass } = await setUp();
    await start();
    pass(91 * DAY);
    expect(await operators(await start())).toEqual(['Demo operator']);
    rmSync(tokenFile);
    expect(await operators(await start())).toEqual(['Demo operator']);
  });

  test('is not made where others have made operators: a live deployment gets no admin by dev', async () => {
    const { start, tokenFile, server } = await setUp();
    await server.createOperator({ name: 'Ada', role: 'admin' });
    expect(await start()).toMatchObject({
      ok: false,
      refusal: { exitCode: 6, message: expect.stringContaining('There are operators already') },
    });
    expect(existsSync(tokenFile)).toBe(false);
  });
});
