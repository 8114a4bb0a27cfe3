import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import { secretFromFile } from './node/credentials.ts';
import { type Answer, json, startHttpServer, tokens } from './testing/http-server.ts';
import { makePair } from './testing/pair.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const pair = makePair();
const next = makePair('live', 9).clientSecret;
const MINUTE = 60_000;
/** Only ends what hangs. */
const PATIENCE = { timeout: 120_000 };

/** A server that takes some secrets, and a client whose secret is in a file. */
async function setUp() {
  const path = join(temporaryFolder(), 'secret');
  writeFileSync(path, pair.clientSecret);
  const taken = new Set([pair.clientSecret]);
  const grant = tokens();
  const refused = json(401, { error: 'invalid_client', error_description: 'Client authentication failed.' });
  let beforeAnswer = () => {};
  const answer: Answer = (response, request) => {
    beforeAnswer();
    const secret = new URLSearchParams(request.body).get('client_secret') ?? '';
    return (taken.has(secret) ? grant : refused)(response, request);
  };
  const server = await startHttpServer(answer);
  let time = 0;
  const client = createClient({
    tokenUrl: `${server.origin}/token`,
    clientId: pair.clientId,
    clientSecret: secretFromFile(path),
    now: () => time,
  });
  return {
    client,
    taken,
    path,
    server,
    pass: (ms: number) => {
      time += ms;
    },
    onRequest: (action: () => void) => {
      beforeAnswer = action;
    },
    sent: () => server.requests.map(({ body }) => new URLSearchParams(body).get('client_secret')),
    /** As many callers at once, each with what became of it. */
    callers: (count: number) => Promise.allSettled(Array.from({ length: count }, () => client.getToken())),
  };
}

function replace(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

const failed = (calls: readonly PromiseSettledResult<unknown>[]) =>
  calls.filter(({ status }) => status === 'rejected');

describe('a secret that is rotated', () => {
  test('costs no call and no restart: it is taken up with the next token', async () => {
    const it = await setUp();
    expect(failed(await it.callers(100))).toEqual([]);
    it.taken.add(next);
    replace(it.path, next);
    it.pass(6 * MINUTE);
    expect(failed(await it.callers(100))).toEqual([]);
    it.taken.delete(pair.clientSecret);
    it.pass(6 * MINUTE);
    expect(failed(await it.callers(100))).toEqual([]);
    expect(it.sent()).toEqual([pair.clientSecret, next, next]);
  });

  test('costs no call where the old one ends between reading and sending', async () => {
    const it = await setUp();
    it.onRequest(() => {
      it.taken.clear();
      it.taken.add(next);
      replace(it.path, next);
    });
    expect(failed(await it.callers(1000))).toEqual([]);
    expect(it.sent()).toEqual([pair.clientSecret, next]);
  });

  test('costs no call while its file is half written', async () => {
    const it = await setUp();
    await it.callers(1);
    writeFileSync(it.path, next.slice(0, 40));
    it.pass(6 * MINUTE);
    expect(failed(await it.callers(100))).toEqual([]);
    expect(it.sent()).toEqual([pair.clientSecret, pair.clientSecret]);
  });
});

describe('a secret that is refused and did not change', () => {
  test('is tried once for 1,000 callers, who all hear of it', async () => {
    const it = await setUp();
    it.taken.clear();
    const calls = await it.callers(1000);
    expect(failed(calls)).toHaveLength(1000);
    expect(calls[0]).toMatchObject({ reason: { code: 'TOKEN_REQUEST_REFUSED', error: 'invalid_client' } });
    expect(it.server.requests).toHaveLength(1);
  });

  test('leaves the live token in use, and the next secret is taken up before that ends', async () => {
    const it = await setUp();
    const [first] = await it.callers(1);
    it.taken.clear();
    it.pass(4 * MINUTE);
    expect(await it.callers(100)).toEqual(Array.from({ length: 100 }, () => first));
    await expect.poll(() => it.server.requests.length, PATIENCE).toBe(2);

    it.taken.add(next);
    replace(it.path, next);
    // Until the renewal that failed has been heard of, and its pause is over.
    await expect
      .poll(async () => {
        it.pass(5_000);
        const [call] = await it.callers(1);
        return call?.status === 'fulfilled' ? call.value.accessToken : '';
      }, PATIENCE)
      .toBe('token-2');
    expect(it.sent().at(-1)).toBe(next);
  });
});
