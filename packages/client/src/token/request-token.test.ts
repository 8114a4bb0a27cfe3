import { describe, expect, test } from 'vitest';
import { type ClientSecret, proveBySecret } from '../authentication/client-secret.ts';
import { type Answer, hangUp, inTurn, json, startHttpServer, tokens } from '../testing/http-server.ts';
import { makePair } from '../testing/pair.ts';
import { createHoldOff } from './hold-off.ts';
import { requestToken } from './request-token.ts';

const pair = makePair();
const refused = json(401, { error: 'invalid_client', error_description: 'No.' });

interface SetUpOptions {
  readonly secret?: ClientSecret;
  readonly attempts?: number;
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}

/** Requests against a real server; waits are noted instead of waited. */
async function setUp(answer: Answer, options: SetUpOptions = {}) {
  const server = await startHttpServer(answer);
  const waits: number[] = [];
  const holdOff = createHoldOff();
  let time = 1_000_000;
  const request = () =>
    requestToken({
      endpoint: {
        url: new URL('/token', server.origin),
        clientId: pair.clientId,
        instanceId: 'AAAAAAAAAAAAAAAAAAAAAA',
        scope: undefined,
        resource: undefined,
        timeoutMs: options.timeoutMs ?? 10_000,
        fetch: options.fetch ?? fetch,
      },
      prove: proveBySecret(options.secret ?? pair.clientSecret, pair.clientId),
      holdOff,
      noticeExpiry: () => {},
      attempts: options.attempts ?? 3,
      now: () => time,
      random: () => 0.5,
      wait: async (ms) => void waits.push(ms),
    });
  const pass = (ms: number) => {
    time += ms;
  };
  return { request, waits, server, pass };
}

describe('retries', () => {
  test('follow a broken connection and a 503, waiting as asked', async () => {
    const busy = json(503, { error: 'temporarily_unavailable' }, { 'retry-after': '3' });
    const { request, waits, server } = await setUp(inTurn(hangUp, busy, tokens()));
    expect(await request()).toMatchObject({ ok: true, value: { issued: { accessToken: 'token-1' } } });
    expect(waits).toEqual([200, 3000]);
    expect(server.requests).toHaveLength(3);
  });

  test('end with the last failure when the attempts are used up', async () => {
    const { request, server } = await setUp(json(429, {}, { 'retry-after': '1' }));
    expect(await request()).toMatchObject({
      ok: false,
      refusal: { code: 'TOKEN_SERVER_BUSY', retryAfterMs: 1000 },
    });
    expect(server.requests).toHaveLength(3);
  });

  test.each([
    ['a refusal', refused],
    ['a 404 page', json(404, {})],
    ['an answer that cannot be understood', json(200, {})],
    ['a redirect', json(307, {}, { location: '/elsewhere' })],
    ['a wish for more patience than there is', json(429, {}, { 'retry-after': '600' })],
  ])('do not follow %s', async (_what, answer) => {
    const { request, server } = await setUp(answer);
    expect((await request()).ok).toBe(false);
    expect(server.requests).toHaveLength(1);
  });

  test('give up an attempt that takes too long', async () => {
    const { request } = await setUp(() => {}, { attempts: 1, timeoutMs: 1 });
    expect(await request()).toMatchObject({
      refusal: { code: 'TOKEN_SERVER_UNREACHABLE', failure: 'TIMEOUT' },
    });
  });

  test('name what the platform calls the failure, and keep nothing of an error that quotes the request', async () => {
    const { request } = await setUp(tokens(), {
      attempts: 1,
      fetch: async () => {
        const cause = Object.assign(new Error(pair.clientSecret), { code: 'ECONNREFUSED' });
        throw new TypeError(`fetch failed for ${pair.clientSecret}`, { cause });
      },
    });
    const outcome = await request();
    if (outcome.ok) expect.fail('there was an answer');
    expect(outcome.refusal).toMatchObject({ failure: 'ECONNREFUSED' });
    expect(outcome.refusal).not.toHaveProperty('cause');
    expect(outcome.refusal.message).not.toContain(pair.clientSecret);
  });
});

describe('a wish for more patience than a caller has', () => {
  const patience = json(429, {}, { 'retry-after': '60', 'x-request-id': 'r-1' });

  test('is kept by the requests that follow, until its time is over', async () => {
    const { request, server, pass } = await setUp(inTurn(patience, tokens()));
    await request();
    pass(59_000);
    expect(await request()).toMatchObject({
      refusal: { code: 'TOKEN_SERVER_BUSY', status: 429, retryAfterMs: 1000, requestId: 'r-1' },
    });
    expect(server.requests).toHaveLength(1);
    pass(1000);
    expect((await request()).ok).toBe(true);
  });

  test('is not for another secret', async () => {
    const secrets = [pair.clientSecret, pair.clientSecret];
    const { request, server } = await setUp(inTurn(patience, tokens()), {
      secret: () => secrets.shift() ?? makePair('live', 9).clientSecret,
    });
    expect((await request()).ok).toBe(false);
    expect((await request()).ok).toBe(true);
    expect(server.requests).toHaveLength(2);
  });

  test('of a day is kept for five minutes', async () => {
    const { request, pass } = await setUp(inTurn(json(503, {}, { 'retry-after': '86400' }), tokens()));
    await request();
    pass(300_000);
    expect((await request()).ok).toBe(true);
  });

  test('is over when the clock was set back', async () => {
    const { request, pass } = await setUp(inTurn(patience, tokens()));
    await request();
    pass(-1);
    expect((await request()).ok).toBe(true);
  });
});

describe('the secret', () => {
  const next = makePair('live', 9).clientSecret;
  const sent = (request: { body: string } | undefined) =>
    new URLSearchParams(request?.body).get('client_secret');

  test('is read again when the client is refused, and the request repeated when it changed', async () => {
    const secrets = [pair.clientSecret, next];
    const { request, server } = await setUp(inTurn(refused, tokens()), {
      secret: () => secrets.shift() ?? next,
    });
    expect((await request()).ok).toBe(true);
    expect(server.requests.map(sent)).toEqual([pair.clientSecret, next]);
  });

  test('is read again when there were too many wrong ones, since a right one is not among them', async () => {
    const secrets = [pair.clientSecret, next];
    const tooMany = json(429, { error: 'invalid_client' }, { 'retry-after': '60' });
    const { request, server, waits } = await setUp(inTurn(tooMany, tokens()), {
      secret: () => secrets.shift() ?? next,
    });
    expect((await request()).ok).toBe(true);
    expect(server.requests.map(sent)).toEqual([pair.clientSecret, next]);
    expect(waits).toEqual([]);
  });

  test('is read again for each request that is repeated', async () => {
    const secrets = [pair.clientSecret, next];
    const { request, server } = await setUp(inTurn(json(503, {}), tokens()), {
      secret: () => secrets.shift() ?? next,
    });
    expect((await request()).ok).toBe(true);
    expect(server.requests.map(sent)).toEqual([pair.clientSecret, next]);
  });

  test('is tried once when it changed, however often it changes', async () => {
    let seed = 10;
    const { request, server } = await setUp(refused, { secret: () => makePair('live', seed++).clientSecret });
    expect(await request()).toMatchObject({ refusal: { error: 'invalid_client' } });
    expect(server.requests).toHaveLength(2);
  });

  test('leaves the refusal to be told when it cannot be read again', async () => {
    const secrets = [pair.clientSecret];
    const { request } = await setUp(refused, { secret: () => secrets.shift() as string });
    expect(await request()).toMatchObject({ refusal: { error: 'invalid_client' } });
  });

  test('is not sent again when it did not change', async () => {
    const { request, server } = await setUp(refused, { secret: async () => pair.clientSecret });
    expect(await request()).toMatchObject({ refusal: { error: 'invalid_client' } });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['throws', () => Promise.reject(new Error(`Unexpected token in ${next}`)), 'reading it failed.'],
    [
      'throws with a code',
      () => Promise.reject(Object.assign(new Error(next), { code: 'ENOENT' })),
      'reading it failed with ENOENT.',
    ],
    ['returns a malformed one', () => `${next}\n`, 'it has a space or a line break at its start or end.'],
    ['returns something else', () => 1 as never, 'it is no string.'],
  ])(
    'is told to be unavailable when its function %s, without repeating it',
    async (_what, secret, reason) => {
      const { request, server } = await setUp(tokens(), { secret });
      const outcome = await request();
      if (outcome.ok) expect.fail('a token was issued');
      expect(outcome.refusal).toMatchObject({ code: 'CLIENT_SECRET_UNAVAILABLE' });
      expect(outcome.refusal).not.toHaveProperty('cause');
      expect(outcome.refusal.message).toBe(`The client secret cannot be used: ${reason}`);
      expect(server.requests).toHaveLength(0);
    },
  );
});

test('an answer larger than any token response is not read to its end', async () => {
  const { request } = await setUp((response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('"'.padEnd(1_000_000, 'x'));
  });
  const outcome = await request();
  if (outcome.ok) expect.fail('a token was issued');
  expect(outcome.refusal.message).toContain('it is too large');
});
