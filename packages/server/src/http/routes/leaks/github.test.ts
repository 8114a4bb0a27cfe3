import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LEAKS_PATH, type Leak, makeSecret, type Page, type Secret } from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { comparable, send, type TokenAnswer } from '../../../testing/token-endpoint.ts';

const GITHUB_PATH = `${LEAKS_PATH}/github`;
const HOUR = 3_600_000;
const URL_OF_LEAK = 'https://github.com/octocat/hello/blob/1/x.env';

/** What the local list of keys serves, and how often it was asked. */
let published: { key_identifier: string; key: string; is_current: boolean }[];
let asked = 0;
let listAnswers = 200;

let keyList: Server;
let system: System;
let pair: Pair;
const key = keyPair('P-256');

beforeAll(async () => {
  keyList = createServer((_request, response) => {
    asked++;
    response.writeHead(listAnswers).end(JSON.stringify({ public_keys: published }));
  }).listen(0, '127.0.0.1');
  await once(keyList, 'listening');
  published = [listed('current', key.publicKey)];
  const url = `http://127.0.0.1:${(keyList.address() as AddressInfo).port}/`;
  system = await startSystem({ settings: { GATEPASS_GITHUB_SECRET_SCANNING_KEYS_URL: url } });
});
afterAll(async () => {
  await system.stop();
  keyList.close();
  keyList.closeAllConnections();
});
beforeEach(async () => {
  listAnswers = 200;
  pair = await system.createClient();
  system.clock.advance(60_000);
});

interface Signed {
  readonly by?: KeyObject;
  readonly identifier?: string;
  /** What is signed, where that is not what is sent. */
  readonly over?: string;
}

/** A message as GitHub sends one. */
function message(items: unknown, { by = key.privateKey, identifier = 'current', over }: Signed = {}) {
  const body = JSON.stringify(items);
  return post(body, {
    'github-public-key-identifier': identifier,
    'github-public-key-signature': sign('sha256', Buffer.from(over ?? body), by).toString('base64'),
  });
}

function post(body: string, headers: Record<string, string> = {}): Promise<TokenAnswer> {
  return send(system, {
    path: GITHUB_PATH,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

const item = (token: string) => ({ token, type: 'gatepass_secret', url: URL_OF_LEAK, source: 'content' });
const nobodys = () => makeSecret('rsec', 'live', randomBytes).text;

/** What is known once every report that was taken has been looked at. */
async function leaksOf({ clientId }: Pair): Promise<readonly Leak[]> {
  await system.work();
  const { body } = await system.admin<Page<Secret>>('GET', `/clients/${clientId}/secrets`);
  return (await system.admin<Page<Leak>>('GET', `/secrets/${body.items[0]?.id}/leaks`)).body.items;
}

describe('a message that GitHub has signed', () => {
  test('is told which texts were credentials, by their SHA-256', async () => {
    const [right, wrong, broken] = [pair.clientSecret, nobodys(), 'rsec_abc'];
    const answer = await message([right, wrong, broken, system.operatorToken].map(item));
    expect(answer.status).toBe(200);
    const label = (token: string, label: string) => ({
      token_hash: createHash('sha256').update(token).digest('hex'),
      token_type: 'gatepass_secret',
      label,
    });
    expect(answer.json).toEqual({});
    expect(JSON.parse(answer.body)).toEqual([
      label(right, 'true_positive'),
      label(wrong, 'false_positive'),
      label(broken, 'false_positive'),
      label(system.operatorToken, 'true_positive'),
    ]);
  });

  test('says nothing of a credential of the other environment', async () => {
    const sandbox = makeSecret('rsec', 'sandbox', randomBytes).text;
    expect((await message([item(sandbox)])).body).toBe('[]');
  });

  test('marks the secret, with GitHub as the reporter', async () => {
    await message([item(pair.clientSecret)]);
    expect(await leaksOf(pair)).toMatchObject([{ reporter: 'github', source: 'content', url: URL_OF_LEAK }]);
  });

  test('may have more than a hundred matches, and is not limited', async () => {
    const many = [...Array.from({ length: 499 }, nobodys), pair.clientSecret].map(item);
    for (let sent = 0; sent < 25; sent++) expect((await message(many.slice(-1))).status).toBe(200);
    expect(JSON.parse((await message(many)).body)).toHaveLength(500);
  });

  test('may have members that are not known, and an empty URL', async () => {
    await message([{ ...item(pair.clientSecret), url: '', confidence: 'high' }]);
    expect(await leaksOf(pair)).toMatchObject([{ url: null }]);
  });

  test('may be signed by a key that GitHub has published since', async () => {
    const next = keyPair('P-256');
    published.push(listed('next', next.publicKey));
    expect((await message([item(nobodys())], { by: next.privateKey, identifier: 'next' })).status).toBe(200);
  });
});

describe('a message that GitHub has not signed is anybody’s: it is noted, and told nothing', () => {
  test.each<[string, () => Promise<TokenAnswer>]>([
    ['no signature', () => post(JSON.stringify([item(pair.clientSecret)]))],
    ['a key that is not published', () => message([item(pair.clientSecret)], { identifier: 'unknown' })],
    ['another key', () => message([item(pair.clientSecret)], { by: keyPair('P-256').privateKey })],
    ['a signature over other bytes', () => message([item(pair.clientSecret)], { over: '[]' })],
    [
      'a signature over the same JSON with other white space',
      () => message([item(pair.clientSecret)], { over: JSON.stringify([item(pair.clientSecret)], null, 1) }),
    ],
  ])('%s', async (_what, sent) => {
    const anonymous = comparable(await post(JSON.stringify([item(nobodys())])));
    expect(anonymous).toMatchObject({ status: 202, body: '{"accepted":true}' });
    expect(comparable(await sent())).toEqual(anonymous);
    expect(await leaksOf(pair)).toMatchObject([{ reporter: 'anonymous' }]);
  });

  test('a key that is published and not on P-256', async () => {
    const other = keyPair('P-384');
    published.push(listed('P-384', other.publicKey));
    const sent = await message([item(nobodys())], { by: other.privateKey, identifier: 'P-384' });
    expect(sent.status).toBe(202);
  });

  test('it may name a hundred credentials and no more', async () => {
    expect((await post(JSON.stringify(Array(100).fill(item('x'))))).status).toBe(202);
    expect((await post(JSON.stringify(Array(101).fill(item('x'))))).status).toBe(400);
  });

  test.each(['', '{', '{}', '[]', '[{"token":"x"}]', '[{"token":1,"type":"x"}]'])(
    '%j is malformed',
    async (body) => {
      expect((await post(body)).status).toBe(400);
    },
  );
});

describe('the list of keys', () => {
  test('is fetched once for many messages, and for keys that are not in it at most once a minute', async () => {
    await message([item('x')]);
    const before = asked;
    await Promise.all(['a', 'b', 'c'].map((identifier) => message([item('x')], { identifier })));
    for (let sent = 0; sent < 5; sent++) await message([item('x')], { identifier: 'd' });
    expect(asked - before).toBeLessThanOrEqual(1);
  });

  test('is fetched anew after an hour, and serves for a day while that fails; then no message is GitHub’s', async () => {
    expect((await message([item('x')])).status).toBe(200);
    const before = asked;
    listAnswers = 503;
    system.clock.advance(22 * HOUR);
    expect((await message([item('x')])).status).toBe(200);
    expect(asked).toBe(before + 1);
    expect(system.log()).toContain('GitHub’s keys could not be fetched');
    system.clock.advance(2 * HOUR);
    expect((await message([item('x')])).status).toBe(202);
    listAnswers = 200;
    system.clock.advance(60_000);
    expect((await message([item('x')])).status).toBe(200);
  });
});

function keyPair(namedCurve: string) {
  return generateKeyPairSync('ec', { namedCurve });
}

function listed(identifier: string, publicKey: KeyObject) {
  return {
    key_identifier: identifier,
    key: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    is_current: true,
  };
}
