import { randomBytes } from 'node:crypto';
import {
  type CreatedApi,
  type CreatedOperator,
  LEAKS_PATH,
  type Leak,
  makeSecret,
  type Page,
  type Secret,
} from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMemberWithToken } from '../../../testing/operations/add-member-with-token.ts';
import { openStoreBeside } from '../../../testing/operations/store-beside.ts';
import { comparable, header, type Sent, send, type TokenAnswer } from '../../../testing/token-endpoint.ts';

let system: System;
let pair: Pair;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  pair = await system.createClient();
  // Past the limit of reports that the test before has used up.
  system.clock.advance(60_000);
});

const JSON_TYPE = { 'content-type': 'application/json' };
const nobodys = () => makeSecret('rsec', 'live', randomBytes).text;

function report(items: unknown, sent: Partial<Sent> = {}): Promise<TokenAnswer> {
  return send(system, { path: LEAKS_PATH, headers: JSON_TYPE, body: JSON.stringify({ items }), ...sent });
}

async function secretOf({ clientId }: Pair): Promise<Secret> {
  const { body } = await system.admin<Page<Secret>>('GET', `/clients/${clientId}/secrets`);
  return body.items[0] as Secret;
}

/** What is known once every report that was taken has been looked at. */
async function leaksOf(of: Pair): Promise<readonly Leak[]> {
  await system.work();
  const { body } = await system.admin<Page<Leak>>('GET', `/secrets/${(await secretOf(of)).id}/leaks`);
  return body.items;
}

const rows = async () => (await system.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows;

describe('a report', () => {
  test('is answered by the same bytes whatever is in it', async () => {
    const accepted = comparable(await report([{ secret: nobodys() }]));
    expect(accepted).toMatchObject({ status: 202, body: '{"accepted":true}' });
    for (const secret of [pair.clientSecret, system.operatorToken, 'abc', '']) {
      expect(comparable(await report([{ secret }]))).toEqual(accepted);
    }
    expect(comparable(await report([{ secret: pair.clientSecret, url: 'https://paste.example/1' }]))).toEqual(
      accepted,
    );
  });

  test('is never cached', async () => {
    expect(header(await report([{ secret: 'abc' }]), 'cache-control')).toBe('no-store');
  });

  test('of a right secret marks it, keeps the place, and leaves it working', async () => {
    const before = await rows();
    await report([{ secret: pair.clientSecret, url: 'https://paste.example/1', source: 'pastebin' }]);
    expect(await leaksOf(pair)).toEqual([
      {
        id: expect.stringMatching(/^leak_/),
        url: 'https://paste.example/1',
        source: 'pastebin',
        reporter: 'anonymous',
        reported_at: new Date(system.clock.now()).toISOString(),
      },
    ]);
    expect((await secretOf(pair)).exposed_at).toBe(new Date(system.clock.now()).toISOString());
    expect(await rows()).toBe(before + 1);
    await system.requestToken(pair);
  });

  test('alarms: a line at warn that holds neither the secret nor the place', async () => {
    const { id } = await secretOf(pair);
    await report([{ secret: pair.clientSecret, url: 'https://paste.example/2' }]);
    await system.work();
    const line =
      system
        .log()
        .split('\n')
        .find((text) => text.includes(id)) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      level: 40,
      kind: 'secret',
      credential_id: id,
      owner_id: pair.clientId,
      where: 'leak',
      reporter: 'anonymous',
      ended: null,
    });
    expect(line).not.toContain('paste.example');
  });

  test('of a hundred items finds the one that is right; the others leave no trace', async () => {
    const items: { secret: string }[] = Array.from({ length: 99 }, () => ({ secret: nobodys() }));
    const before = await rows();
    expect((await report([...items, { secret: pair.clientSecret }])).status).toBe(202);
    expect(await leaksOf(pair)).toHaveLength(1);
    expect(await rows()).toBe(before + 1);
  });

  test('of the same place again changes nothing; of another place adds it', async () => {
    const at = (url: string) => ({ secret: pair.clientSecret, url });
    await report([at('https://a.example'), at('https://a.example')]);
    await report([at('https://a.example'), at('https://b.example')]);
    expect(await leaksOf(pair)).toHaveLength(2);
  });

  test('of ever more places is kept twenty times', async () => {
    const items = Array.from({ length: 30 }, (_, at) => ({
      secret: pair.clientSecret,
      url: `https://${at}.example`,
    }));
    await report(items);
    expect(await leaksOf(pair)).toHaveLength(20);
  });

  test('without a place is kept all the same', async () => {
    await report([{ secret: pair.clientSecret }]);
    expect(await leaksOf(pair)).toMatchObject([{ url: null, source: 'unknown' }]);
  });

  test('of a secret with a typing error, or a part of one, is of none', async () => {
    const { clientSecret: secret } = pair;
    const altered = secret.slice(0, 20) + (secret[20] === 'a' ? 'b' : 'a') + secret.slice(21);
    await report(
      [altered, secret.slice(0, -1), `${secret}0`, ` ${secret}`].map((text) => ({ secret: text })),
    );
    expect(await leaksOf(pair)).toEqual([]);
  });

  test('of an operator’s token or an API’s key raises the alarm, once for each place', async () => {
    const { body: operator } = await system.admin<CreatedOperator>('POST', '/operators', {
      name: 'One',
      role: 'viewer',
    });
    const { body: api } = await system.admin<CreatedApi>('POST', '/apis', {
      name: 'API',
      audience: 'https://leaky.example',
    });
    const before = await rows();
    await report([{ secret: operator.operator_token }, { secret: api.api_key }]);
    await report([{ secret: operator.operator_token }, { secret: api.api_key }]);
    await system.work();
    expect(system.log()).toContain(api.id);
    expect(system.log()).toContain(operator.id);
    expect(await rows()).toBe(before + 2);
  });

  test('of the token of a member of a partner raises the alarm as well', async () => {
    const opened = await openStoreBeside(system.dataDir);
    const member = await addMemberWithToken(opened, pair.partnerId, system.clock.now());
    await opened.close();
    const before = await rows();
    await report([{ secret: member.token }]);
    await report([{ secret: member.token }]);
    await system.work();
    expect(system.log()).toContain(member.memberId);
    expect(await rows()).toBe(before + 1);
  });
});

describe('what is no report is refused by its bytes alone:', () => {
  const items = (count: number, length = 1) => Array(count).fill({ secret: 'x'.repeat(length) });

  test.each<[string, string]>([
    ['no body', ''],
    ['no JSON', '{'],
    ['bytes that are no UTF-8', 'latin1'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no items', '{}'],
    ['an empty list of items', '{"items":[]}'],
    ['101 items', JSON.stringify({ items: items(101) })],
    ['an item without a secret', '{"items":[{"url":"https://a.example"}]}'],
    ['a secret that is no text', '{"items":[{"secret":1}]}'],
    ['a secret of 257 characters', JSON.stringify({ items: items(1, 257) })],
    ['a member that is not known', '{"items":[{"secret":"x","client_id":"y"}]}'],
    ['a line end in the URL', '{"items":[{"secret":"x","url":"https://a\\n.example"}]}'],
  ])('%s', async (what, body) => {
    const bytes = what.includes('UTF-8') ? Buffer.from('{"items":[{"secret":"\xff"}]}', 'latin1') : body;
    const answer = await report([], { body: bytes });
    expect([answer.status, answer.json.error]).toEqual([400, 'invalid_request']);
    expect(header(answer, 'x-request-id')).toBeDefined();
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', ''])('the media type %j', async (type) => {
    const answer = await report([{ secret: 'x' }], { headers: { 'content-type': type } });
    expect(answer.status).toBe(400);
  });

  test('more than 64 KiB', async () => {
    const item = { secret: 'x', url: 'x'.repeat(2000) };
    const answer = await report(Array(40).fill(item));
    expect([answer.status, answer.json.error]).toEqual([413, 'invalid_request']);
  });

  test('another method', async () => {
    const answer = await send(system, { method: 'GET', path: LEAKS_PATH });
    expect([answer.status, header(answer, 'allow')]).toEqual([405, 'POST']);
  });
});

describe('reports of one network', () => {
  test('are taken twenty at once and then one a second, whatever is in them', async () => {
    const sent = Array.from({ length: 20 }, () => report([{ secret: nobodys() }]));
    expect(new Set((await Promise.all(sent)).map(({ status }) => status))).toEqual(new Set([202]));
    const refused = await report([{ secret: pair.clientSecret }]);
    expect([refused.status, refused.json.error]).toEqual([429, 'rate_limit_exceeded']);
    expect(header(refused, 'retry-after')).toBe('1');
    expect(comparable(await report([{ secret: nobodys() }]))).toEqual(comparable(refused));
    system.clock.advance(1000);
    expect((await report([{ secret: nobodys() }])).status).toBe(202);
    expect(await leaksOf(pair)).toEqual([]);
  });
});

test('the leaks of a secret that does not exist are not found', async () => {
  expect((await system.admin('GET', '/secrets/00000000/leaks')).status).toBe(404);
});
