import { randomBytes } from 'node:crypto';
import { makeSecret } from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparable, formOf, header, send, type TokenAnswer } from '../../../testing/token-endpoint.ts';

let system: System;

beforeAll(async () => {
  system = await startSystem({ settings: { GATEPASS_TRUSTED_PROXIES: '127.0.0.1' } });
});
afterAll(() => system.stop());

const ask = (pair: Pair, address = '203.0.113.7') =>
  send(system, { body: formOf(pair), headers: { 'x-forwarded-for': address } });

const limits = (answer: TokenAnswer) =>
  ['ratelimit-policy', 'ratelimit', 'retry-after'].map((name) => header(answer, name));

describe('a token budget', () => {
  async function withBudget(stage: string): Promise<Pair> {
    const pair = await system.createClient();
    const body = { tokens_per_hour: 2, stage };
    expect((await system.admin('PUT', `/clients/${pair.clientId}/token-budget`, body)).status).toBe(200);
    return pair;
  }

  test('is not told to a client whose tokens are only counted', async () => {
    const pair = await withBudget('observe');
    for (let token = 0; token < 3; token++) {
      const answer = await ask(pair);
      expect(answer.status).toBe(200);
      expect(limits(answer)).toEqual([undefined, undefined, undefined]);
    }
  });

  test('is told to a client at stage warn, which is refused nothing', async () => {
    const pair = await withBudget('warn');
    const left = ['1', '0', '0'];
    for (const remaining of left) {
      const answer = await ask(pair);
      expect(answer.status).toBe(200);
      const [policy, state, retryAfter] = limits(answer);
      expect(policy).toBe('"tokens";q=2;w=3660');
      expect(state).toMatch(new RegExp(`^"tokens";r=${remaining};t=\\d+$`));
      expect(retryAfter).toBeUndefined();
    }
  });

  test('refuses a client at stage enforce until it said that it would', async () => {
    const pair = await withBudget('enforce');
    expect((await ask(pair)).status).toBe(200);
    expect((await ask(pair)).status).toBe(200);
    const answer = await ask(pair);
    expect(answer.status).toBe(429);
    expect(answer.json).toEqual({ error: 'rate_limit_exceeded', error_description: expect.any(String) });
    const [policy, state, retryAfter] = limits(answer);
    expect(policy).toBe('"tokens";q=2;w=3660');
    expect(state).toBe(`"tokens";r=0;t=${retryAfter}`);
    system.clock.advance(Number(retryAfter) * 1000);
    expect((await ask(pair)).status).toBe(200);
  });

  test('is looked at before resource and scope, and what gets no token for those uses none of it up', async () => {
    const pair = await withBudget('enforce');
    const refused = async (more: Readonly<Record<string, string>>) =>
      (await send(system, { body: formOf(pair, more) })).status;
    for (let token = 0; token < 2; token++) {
      expect([await refused({ resource: 'no-uri' }), await refused({ scope: 'unknown' })]).toEqual([
        400, 400,
      ]);
      expect((await ask(pair)).status).toBe(200);
    }
    expect([await refused({ resource: 'no-uri', scope: 'unknown' }), (await ask(pair)).status]).toEqual([
      429, 429,
    ]);
    const wrong = { ...pair, clientSecret: makeSecret('rsec', 'live', randomBytes).text };
    expect((await ask(wrong)).status).toBe(401);
  });

  test('is gone at once when it is taken away', async () => {
    const pair = await withBudget('enforce');
    for (let token = 0; token < 3; token++) await ask(pair);
    await system.admin('PUT', `/clients/${pair.clientId}/token-budget`, { tokens_per_hour: null });
    const answer = await ask(pair);
    expect(answer.status).toBe(200);
    expect(limits(answer)).toEqual([undefined, undefined, undefined]);
  });
});

describe('a list of networks', () => {
  async function withNetworks(stage: string): Promise<Pair> {
    const pair = await system.createClient();
    const body = { networks: ['203.0.113.0/24', '2001:db8:1::/48'], stage };
    expect((await system.admin('PUT', `/clients/${pair.clientId}/networks`, body)).status).toBe(200);
    return pair;
  }

  test.each(['off', 'report'])('refuses nobody at stage %s', async (stage) => {
    const pair = await withNetworks(stage);
    expect((await ask(pair, '198.51.100.1')).status).toBe(200);
  });

  test('lets in at stage enforce whom it has', async () => {
    const pair = await withNetworks('enforce');
    expect((await ask(pair, '203.0.113.255')).status).toBe(200);
    expect((await ask(pair, '2001:db8:1:ffff::1')).status).toBe(200);
  });

  test('refuses others at stage enforce as it does a wrong secret', async () => {
    const pair = await withNetworks('enforce');
    const outside = await ask(pair, '198.51.100.1');
    const wrong = await ask({ ...pair, clientSecret: makeSecret('rsec', 'live', randomBytes).text });
    expect(outside.status).toBe(401);
    expect(comparable(outside)).toEqual(comparable(wrong));
    expect((await ask(pair, '2001:db8:2::1')).status).toBe(401);
  });
});
