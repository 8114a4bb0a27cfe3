import {
  CLIENT_INSTANCE_HEADER,
  CLIENT_VERSION_HEADER,
  type ClientUsage,
  type CreatedSecret,
  type SecretUsage,
} from '@gatepass/protocol';
import { type Pair, type System, startSystem, tempFolder } from '@gatepass/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { countRows } from '../../../testing/count-rows.ts';
import { formOf, send } from '../../../testing/token-endpoint.ts';

const DAY = 86_400_000;

let system: System;
let pair: Pair;
let secretId: string;
beforeAll(async () => {
  system = await startSystem({ settings: { GATEPASS_OPERATOR_TOKEN_TTL: '365' } });
});
beforeEach(async () => {
  pair = await system.createClient();
  secretId = pair.clientSecret.slice(5, 13);
});
afterAll(() => system.stop());

const now = () => new Date(system.clock.now()).toISOString();
const today = () => now().slice(0, 10);

async function use(given = pair, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  const answer = await send(system, { headers, body: formOf(given) });
  expect(answer.status).toBe(200);
}

async function usageOf<Body>(path: string): Promise<Body> {
  await system.work();
  const answer = await system.admin<Body>('GET', path);
  expect(answer.status).toBe(200);
  return answer.body;
}

const secretUsage = () => usageOf<SecretUsage>(`/secrets/${secretId}/usage`);
const clientUsage = () => usageOf<ClientUsage>(`/clients/${pair.clientId}/usage`);

describe('a secret', () => {
  test('that was never used is said to be so', async () => {
    const usage = await secretUsage();
    expect(usage).toMatchObject({
      secret_id: secretId,
      uses: 0,
      summary: 'never seen in use; no live tokens',
      uses_last_24_hours: 0,
      first_used_at: null,
      last_used_at: null,
      last_network: null,
      last_token_ends_at: null,
      networks: [],
      instances: [],
      as_of: now(),
      delay_seconds: 10,
    });
    expect(usage.days).toHaveLength(30);
    expect(usage.days.at(-1)).toEqual({ day: today(), uses: 0 });
  });

  test('says when, how often, from where and by which instance it was used, of today and of before', async () => {
    const first = now();
    await use();
    system.clock.advance(2 * DAY);
    const named = {
      [CLIENT_INSTANCE_HEADER]: 'instance-one',
      [CLIENT_VERSION_HEADER]: 'gatepass-client/1.2.3',
    };
    await use(pair, named);
    await use(pair, named);
    const usage = await secretUsage();
    expect(usage).toMatchObject({
      uses: 3,
      summary: expect.stringMatching(
        /^used 2 times in 24 h, last just now from 127\.0\.0\.0\/24; live tokens end \d\d:\d\d UTC; used 3 times in all$/,
      ),
      uses_last_24_hours: 2,
      first_used_at: first,
      last_used_at: now(),
      last_network: '127.0.0.1',
      last_token_ends_at: new Date(Math.floor(system.clock.now() / 1000) * 1000 + 300_000).toISOString(),
      networks: [{ network: '127.0.0.1', uses: 3, last_used_at: now() }],
      instances: [
        {
          instance: 'instance-one',
          version: 'gatepass-client/1.2.3',
          uses: 2,
          first_used_at: now(),
          last_used_at: now(),
        },
      ],
    });
    expect(usage.days.slice(-3).map(({ uses }) => uses)).toEqual([1, 0, 2]);
  });

  test('keeps its first and last use, whatever else of it has had its time', async () => {
    const first = now();
    await use();
    await system.work();
    system.clock.advance(91 * DAY);
    expect(await secretUsage()).toMatchObject({
      uses: 1,
      uses_last_24_hours: 0,
      first_used_at: first,
      networks: [],
    });
  });

  test('is not used by a request that was refused', async () => {
    await send(system, { body: formOf(pair, { scope: 'unknown' }) });
    expect((await secretUsage()).uses).toBe(0);
  });

  test('that there is not has no usage', async () => {
    expect((await system.admin('GET', '/secrets/nobody/usage')).status).toBe(404);
    expect((await system.admin('GET', '/clients/nobody/usage')).status).toBe(404);
  });
});

test("a client's usage is that of all its secrets, and of each", async () => {
  await use();
  system.clock.advance(1000);
  const path = `/clients/${pair.clientId}/secrets`;
  const { body: next } = await system.admin<CreatedSecret>('POST', path, { label: 'next' });
  await use({ ...pair, clientSecret: next.client_secret });
  const usage = await clientUsage();
  expect(usage).toMatchObject({ client_id: pair.clientId, uses: 2, delay_seconds: 10 });
  expect(usage.credentials).toMatchObject([
    { credential_id: next.id, uses: 1, last_used_at: now() },
    { credential_id: secretId, uses: 1 },
  ]);
});

test('a stop writes what was counted last', async () => {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const other = await startSystem({ settings: { GATEPASS_DATA_DIR: folder.path } });
  await other.requestToken(await other.createClient());
  await other.stop();
  expect(await countRows(folder.path)).toMatchObject({ credential_use: 1, credential_use_network: 1 });
});
