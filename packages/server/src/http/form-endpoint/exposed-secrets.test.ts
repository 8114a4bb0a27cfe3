import { randomBytes } from 'node:crypto';
import { makeSecret, type Page, type Secret, TOKEN_PATH } from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formOf, send } from '../../testing/token-endpoint.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const inUrl = (pair: Pair) => send(system, { path: `${TOKEN_PATH}?${formOf(pair)}`, body: '' });

async function exposedAt({ clientId }: Pair): Promise<string | null | undefined> {
  // What waits to be looked up is looked up first.
  await system.work();
  const { body } = await system.admin<Page<Secret>>('GET', `/clients/${clientId}/secrets`);
  return body.items[0]?.exposed_at;
}

test('of secrets in URLs 20 at once and 60 a minute of one network are looked up, and no more', async () => {
  const pair = await system.createClient();
  const stranger = { ...pair, clientSecret: makeSecret('rsec', 'live', randomBytes).text };
  for (let sent = 0; sent < 20; sent++) expect((await inUrl(stranger)).status).toBe(400);
  expect((await inUrl(pair)).status).toBe(400);
  expect(await exposedAt(pair)).toBeNull();
  system.clock.advance(1000);
  await inUrl(pair);
  expect(await exposedAt(pair)).toBe(new Date(system.clock.now()).toISOString());
});
