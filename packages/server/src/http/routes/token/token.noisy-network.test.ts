import { randomBytes } from 'node:crypto';
import { type CreatedRotation, makeSecret } from '@gatepass/protocol';
import { type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formOf, send } from '../../../testing/token-endpoint.ts';

let system: System;

beforeAll(async () => {
  system = await startSystem({ settings: { GATEPASS_FAILURE_LIMIT_NETWORK: '5' } });
});
afterAll(() => system.stop());

test('a client that this server knows goes through a rotation while its network is over the limit', async () => {
  const pair = await system.createClient();
  const status = async (clientSecret: string) =>
    (await send(system, { body: formOf({ ...pair, clientSecret }) })).status;
  expect(await status(pair.clientSecret)).toBe(200);
  const wrong = () => status(makeSecret('rsec', 'live', randomBytes).text);
  while ((await wrong()) !== 429);

  const { body } = await system.admin<CreatedRotation>('POST', `/clients/${pair.clientId}/rotation`, {});
  expect(await status(pair.clientSecret)).toBe(200);
  expect(await status(body.client_secret)).toBe(200);
  expect(await wrong()).toBe(429);
});
