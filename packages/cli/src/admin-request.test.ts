import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createApiClient, type Page, type Partner, type Secret } from '@gatepass/protocol';
import { freePort, type System, startSystem } from '@gatepass/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { adminRequest } from './admin-request.ts';

let system: System;
let proxy: Server;
let url: string;
/** How many answers get lost on their way, from the next one on. */
let losing = 0;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  proxy = createServer(async (request, response) => {
    const answer = await forward(request);
    if (losing > 0) {
      losing--;
      response.destroy();
    } else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => proxy.close(resolve)));

async function forward(request: IncomingMessage): Promise<Response> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const { host: _host, connection: _connection, ...headers } = request.headers;
  return fetch(system.issuer + request.url, {
    method: request.method ?? 'GET',
    headers: headers as Record<string, string>,
    ...(request.method !== 'GET' && { body: Buffer.concat(pieces) }),
  });
}

const client = () =>
  createApiClient(adminRequest({ url, token: system.operatorToken }, new AbortController().signal));
const partnersNamed = async (name: string) =>
  (await system.admin<Page<Partner>>('GET', `/partners?name=${name}`)).body.items.length;

test('a creation whose answer was lost is asked for again, and done once', async () => {
  losing = 1;
  const created = await client().createPartner({ name: 'lost' });
  expect(created).toMatchObject({ ok: true, value: { name: 'lost' } });
  expect(await partnersNamed('lost')).toBe(1);
});

test('whose answers are lost again and again, it says so', async () => {
  losing = 2;
  expect(await client().createPartner({ name: 'lost-twice' })).toMatchObject({ ok: false });
  expect(await partnersNamed('lost-twice')).toBe(1);
});

test('a creation whose lost answer held a secret says what was made', async () => {
  const { clientId } = await system.createClient();
  losing = 1;
  const created = await client().createSecret(clientId, { label: 'second' });
  const { items } = (await system.admin<Page<Secret>>('GET', `/clients/${clientId}/secrets`)).body;
  expect(items).toHaveLength(2);
  const made = items.find(({ label }) => label === 'second');
  expect(created).toMatchObject({ ok: false, refusal: { hint: `What was made: ${made?.id}` } });
});

test('two creations of the same are two', async () => {
  await client().createPartner({ name: 'twin' });
  await client().createPartner({ name: 'twin' });
  expect(await partnersNamed('twin')).toBe(2);
});

test('what makes nothing is not sent again', async () => {
  losing = 1;
  expect(await client().listPartners()).toMatchObject({ ok: false });
});
