import type { BlastRadius, Problem } from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rotationCalls, secretIdOf } from '../../../testing/rotation-calls.ts';

let system: System;
let pair: Pair;

beforeAll(async () => {
  system = await startSystem();
  pair = await system.createClient();
  const calls = rotationCalls(system, pair);
  for (const instance of ['instance-a', 'instance-b', 'instance-b']) await calls.ask(pair, instance);
  system.clock.advance(120_000);
  await system.work();
});
afterAll(() => system.stop());

const paths = (): [string, string][] => [
  ['secrets', secretIdOf(pair)],
  ['clients', pair.clientId],
  ['accounts', pair.parentAccountId],
  ['partners', pair.partnerId],
];

test('of a secret, a client, an account and a partner is told, in figures and in words', async () => {
  const end = new Date(Math.floor(system.clock.now() / 1000) * 1000 + 180_000).toISOString();
  for (const [nouns, id] of paths()) {
    const { status, body } = await system.admin<BlastRadius>('GET', `/${nouns}/${id}/blast-radius`);
    expect(status).toBe(200);
    expect(body).toEqual({
      subject: id,
      summary: expect.stringMatching(
        /^used 3 times in 24 h, last 2 minutes ago from 127\.0\.0\.0\/24; live tokens end \d\d:\d\d UTC/,
      ),
      client_ids: [pair.clientId],
      uses_24h: 3,
      instances_24h: 2,
      last_used_at: new Date(system.clock.now() - 120_000).toISOString(),
      last_network: '127.0.0.0/24',
      live_tokens_end_at: end,
      descendants: [],
      live_secrets_left: nouns === 'secrets' ? 0 : null,
      delay_seconds: 10,
    });
  }
});

test('of what is not there is not told', async () => {
  for (const [nouns] of paths()) {
    const { status, body } = await system.admin<Problem>('GET', `/${nouns}/nothing/blast-radius`);
    expect([status, body.type]).toEqual([404, `urn:gatepass:problem:${nouns.slice(0, -1)}_unknown`]);
  }
});
