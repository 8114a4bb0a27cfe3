import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { makeClientId, makeSecret } from '@gatepass/protocol';
import { attack, type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { sendForms } from '../../../testing/send-forms.ts';
import {
  comparable,
  formOf,
  header,
  describe as line,
  send,
  type TokenAnswer,
} from '../../../testing/token-endpoint.ts';

/** As they are without a setting. */
const DEFAULTS = { GATEPASS_FAILURE_LIMIT_CLIENT: '10', GATEPASS_FAILURE_LIMIT_NETWORK: '100' };
const MINUTE = 60_000;

let direct: System;
let proxied: System;

beforeAll(async () => {
  direct = await startSystem({ settings: DEFAULTS });
  proxied = await startSystem({ settings: { ...DEFAULTS, GATEPASS_TRUSTED_PROXIES: '127.0.0.1' } });
});
afterAll(async () => {
  await direct.stop();
  await proxied.stop();
});

const wrongSecret = () => makeSecret('rsec', 'live', randomBytes).text;
const unknownClient = () => makeClientId('rspub', 'live', randomBytes);
const from = (address: string) => ({ 'x-forwarded-for': address });

/** One attempt after another, so that the count is exact. */
async function tryAll(
  system: System,
  attempts: number,
  pairOf: (attempt: number) => Pair,
  headersOf: (attempt: number) => Readonly<Record<string, string>> = () => ({}),
): Promise<TokenAnswer[]> {
  const answers: TokenAnswer[] = [];
  for (let attempt = 0; attempt < attempts; attempt++) {
    answers.push(await send(system, { body: formOf(pairOf(attempt)), headers: headersOf(attempt) }));
  }
  return answers;
}

const statuses = (answers: readonly TokenAnswer[]) => answers.map(({ status }) => status);
const times = (count: number, status: number) => Array<number>(count).fill(status);

/** RFC 6585 §4, in the token endpoint's own form. */
function expectTooMany(answer: TokenAnswer, retryAfter: string): void {
  expect(answer.status, answer.body).toBe(429);
  expect(answer.json).toEqual({ error: 'rate_limit_exceeded', error_description: expect.any(String) });
  expect(header(answer, 'retry-after')).toBe(retryAfter);
  expect(header(answer, 'cache-control')).toBe('no-store');
  expect(header(answer, 'www-authenticate')).toBeUndefined();
}

attack('R01', 'wrong secrets for one client are limited, and a right one is not', async (report) => {
  const pair = await proxied.createClient();
  const wrong = () => ({ ...pair, clientSecret: wrongSecret() });
  const here = from('203.0.113.7');
  const there = from('198.51.100.1');

  const answers = await tryAll(proxied, 22, wrong, () => here);
  expect(statuses(answers)).toEqual([...times(20, 401), 429, 429]);
  expectTooMany(answers.at(-1) as TokenAnswer, '6');
  report(
    '22 wrong secrets for one client from one address',
    `20 times 401, then ${line(answers[21] as TokenAnswer)}`,
  );

  const right = await send(proxied, { body: formOf(pair), headers: here });
  expect(right.status).toBe(200);
  report('the right secret from the same address', line(right));
  const elsewhere = await send(proxied, { body: formOf(pair), headers: there });
  expect(elsewhere.status).toBe(200);
  report('the right secret from another address', line(elsewhere));
  const [wrongThere] = await tryAll(proxied, 1, wrong, () => there);
  expect(wrongThere?.status).toBe(401);
  report('a wrong secret from another address', line(wrongThere as TokenAnswer));

  proxied.clock.advance(6000);
  const later = await tryAll(proxied, 2, wrong, () => here);
  expect(statuses(later)).toEqual([401, 429]);
  report('two more after the time in Retry-After', '401, then 429');
});

attack('R01', 'a client that does not exist is limited with the same bytes', async (report) => {
  const known = await proxied.createClient();
  const unknown = { ...known, clientId: unknownClient() };
  const failing = (pair: Pair, address: string) =>
    tryAll(
      proxied,
      22,
      () => ({ ...pair, clientSecret: wrongSecret() }),
      () => from(address),
    );
  const ofKnown = (await failing(known, '203.0.113.21')).map(comparable);
  const ofUnknown = (await failing(unknown, '203.0.113.22')).map(comparable);
  expect(ofUnknown).toEqual(ofKnown);
  report('22 wrong secrets for an unknown client_id', 'the same answers, one by one');
});

attack(
  'R02',
  'one secret sprayed over 10,000 client ids is limited by address, in bounded memory',
  async (report) => {
    const remembered = await direct.createClient();
    const unseen = await direct.createClient();
    expect((await send(direct, { body: formOf(remembered) })).status).toBe(200);

    const secret = wrongSecret();
    const before = await memory();
    const spray = () => formOf({ ...remembered, clientId: unknownClient(), clientSecret: secret });
    const statuses = await sendForms(direct.port, 10_000, spray);
    const grown = (await memory()) - before;

    expect(statuses).toEqual({ 401: 200, 429: 9800 });
    expect(grown).toBeLessThan(64 * 1024 * 1024);
    report('10,000 client ids with one secret from one address', '200 times 401, then 429; the memory stays');

    const known = await send(direct, { body: formOf(remembered) });
    expect(known.status).toBe(200);
    report('meanwhile, from there: the right secret of a client that got a token before', line(known));
    const unread = await send(direct, { body: formOf(unseen) });
    expectTooMany(unread, '1');
    report(
      'meanwhile, from there: the right secret of one that the server would have to look up',
      line(unread),
    );
    direct.clock.advance(1000);
    const again = await send(direct, { body: formOf(unseen) });
    expect(again.status).toBe(200);
    report('the same after the time in Retry-After', line(again));
  },
);

/** What is left after a collection: the server's and the test's, in bytes. */
async function memory(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What closes behind the last answers is collected with the rest.
  await new Promise(setImmediate);
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

attack('R03', 'X-Forwarded-For does not get anybody past the limit', async (report) => {
  direct.clock.advance(10 * MINUTE);
  const pair = await direct.createClient();
  const wrong = () => ({ ...pair, clientSecret: wrongSecret() });
  const answers = await tryAll(direct, 21, wrong, (attempt) => from(`1.2.3.${attempt}`));
  expect(statuses(answers)).toEqual([...times(20, 401), 429]);
  report('no proxy is trusted; X-Forwarded-For: 1.2.3.<n>, another one each time', '20 times 401, then 429');

  const more = { forwarded: 'for=1.2.3.4', 'x-real-ip': '1.2.3.4', 'x-client-ip': '1.2.3.4' };
  const [other] = await tryAll(direct, 1, wrong, () => more);
  expect(other?.status).toBe(429);
  report('no proxy is trusted; Forwarded, X-Real-IP and X-Client-IP', line(other as TokenAnswer));

  const target = await proxied.createClient();
  const forged = await tryAll(
    proxied,
    21,
    () => ({ ...target, clientSecret: wrongSecret() }),
    (attempt) => from(`1.2.3.${attempt}, 203.0.113.31`),
  );
  expect(statuses(forged)).toEqual([...times(20, 401), 429]);
  report('a trusted proxy adds the caller behind what the caller wrote', '20 times 401, then 429');

  const ipv6 = await tryAll(
    proxied,
    21,
    () => ({ ...target, clientSecret: wrongSecret() }),
    (attempt) => from(`2001:db8:0:1::${attempt.toString(16)}`),
  );
  expect(statuses(ipv6)).toEqual([...times(20, 401), 429]);
  report('a trusted proxy names another IPv6 address of one /64 each time', '20 times 401, then 429');
});
