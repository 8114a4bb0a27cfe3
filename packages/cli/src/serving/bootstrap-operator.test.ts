import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSettings, startServer } from '@gatepass/server';
import { freePort, LogSink, tempFolder } from '@gatepass/testing';
import { expect, onTestFinished, test } from 'vitest';
import { adminClient } from '../admin-client.ts';
import { adminRequest } from '../admin-request.ts';
import { bootstrapOperator } from './bootstrap-operator.ts';

async function setUp() {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const env = { GATEPASS_DATA_DIR: folder.path, GATEPASS_PORT: String(await freePort()) };
  const server = await startServer(loadSettings(env, 'dev'), { log: new LogSink() });
  onTestFinished(() => server.close());
  const listOperators = (tokenFile: string) => {
    const operatorToken = readFileSync(tokenFile, 'utf8').trim();
    const request = adminRequest({ url: server.issuer, operatorToken }, new AbortController().signal);
    return adminClient(request).listOperators({});
  };
  return { server, folder: folder.path, listOperators };
}

test('is made for a deployment that has none, once', async () => {
  const { server, folder, listOperators } = await setUp();
  const path = await bootstrapOperator(server, folder);
  expect(path).toBe(join(folder, 'bootstrap-operator-token'));
  expect(await bootstrapOperator(server, folder)).toBeUndefined();
  const listed = await listOperators(path ?? '');
  expect(listed).toMatchObject({ value: { items: [{ name: 'Bootstrap operator', role: 'admin' }] } });
});

test('is made again when the first making was cut short before its token was kept', async () => {
  const { server, folder, listOperators } = await setUp();
  await server.createOperator({ name: 'Bootstrap operator', role: 'admin' });
  const mark = join(folder, 'bootstrap-operator-token.under-way');
  writeFileSync(mark, '');
  const path = await bootstrapOperator(server, folder);
  expect(await listOperators(path ?? '')).toMatchObject({ ok: true });
  expect(existsSync(mark)).toBe(false);
});
