import type { Page, Partner, Secret } from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { adminCall, causeOf } from '../../testing/admin-call.ts';
import { header } from '../../testing/token-endpoint.ts';

let system: System;
let pair: Pair;
let client: string;
let partner: string;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  pair = await system.createClient();
  client = `/clients/${pair.clientId}`;
  partner = `/partners/${pair.partnerId}`;
});

const tagOf = async (path: string) => header(await adminCall(system, 'GET', path), 'etag');
const disable = (path: string, ifMatch: string, query = '') =>
  adminCall(system, 'POST', `${path}/disable${query}`, {
    body: { reason: 'x' },
    headers: { 'if-match': ifMatch },
  });
const head = async () => (await system.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows;
const statusOf = async (path: string) => (await system.admin<{ status: string }>('GET', path)).body.status;

describe('ETag', () => {
  test('stands for a version: the same until the object changes, and another one then', async () => {
    const first = await tagOf(partner);
    expect(first).toMatch(/^"[1-9]\d*"$/);
    await system.createClient();
    expect(await tagOf(partner)).toBe(first);
    await system.admin('POST', `${partner}/disable`, { reason: 'x' });
    expect(await tagOf(partner)).toBe(`"${await head()}"`);
    await system.admin('POST', `${partner}/disable`, { reason: 'nothing to do' });
    expect(await tagOf(partner)).toBe(`"${await head()}"`);
  });

  test('comes with HEAD as with GET', async () => {
    expect(header(await adminCall(system, 'HEAD', partner), 'etag')).toBe(await tagOf(partner));
  });

  test.each(['/partners', '/deployment', '/partners/prt_nobody', '/partners?limit=x'])(
    'comes with no answer but an object: %s',
    async (path) => {
      expect(await tagOf(path)).toBeUndefined();
    },
  );

  test('comes with nothing that the object’s own rows do not change', async () => {
    expect(await tagOf(`${client}/usage`)).toBeUndefined();
    expect(await tagOf(`${client}/secrets`)).toBeUndefined();
  });
});

describe('If-Match', () => {
  test('of the version that it is: the change is made', async () => {
    const answer = await disable(partner, (await tagOf(partner)) ?? '');
    expect(answer.status).toBe(200);
    expect(answer.json.status).toBe('disabled');
  });

  test.each([['"1"'], ['"1", "2"'], ['"x"'], ['""']])(
    'of another version, %s: 412, and no row',
    async (tags) => {
      const before = await head();
      const answer = await disable(partner, tags);
      expect([answer.status, causeOf(answer)]).toEqual([412, 'changed_meanwhile']);
      expect(await head()).toBe(before);
      expect(await statusOf(partner)).toBe('active');
    },
  );

  test('never of a weak tag', async () => {
    expect((await disable(partner, `W/${await tagOf(partner)}`)).status).toBe(412);
    expect(await statusOf(partner)).toBe('active');
  });

  test('of any in a list, and of * where there is such an object', async () => {
    expect((await disable(partner, `"1", ${await tagOf(partner)}`)).status).toBe(200);
    expect((await disable(client, '*')).status).toBe(200);
    expect(causeOf(await disable('/partners/prt_nobody', '*'))).toBe('partner_unknown');
    expect(causeOf(await disable('/partners/prt_nobody', '"1"'))).toBe('partner_unknown');
  });

  test.each(['7', '"7', '*, "7"', 'x'])(
    'that is malformed, %s: 400, and nothing is changed',
    async (tags) => {
      const answer = await disable(partner, tags);
      expect([answer.status, causeOf(answer)]).toEqual([400, 'if_match_malformed']);
      expect(await statusOf(partner)).toBe('active');
    },
  );

  test('is asked of a dry run, too', async () => {
    expect((await disable(partner, '"1"', '?dry_run=true')).status).toBe(412);
    expect((await disable(partner, (await tagOf(partner)) ?? '', '?dry_run=true')).status).toBe(200);
  });

  test('is of the object in the path, whatever is changed along with it', async () => {
    const tag = (await tagOf(client)) ?? '';
    await system.admin('POST', `${client}/secrets`, {});
    const { items } = (await system.admin<Page<Secret>>('GET', `${client}/secrets`)).body;
    expect(await tagOf(client)).toBe(tag);
    const rotate = (ifMatch: string) =>
      adminCall(system, 'POST', `${client}/rotation`, {
        body: { secret_id: items[0]?.id },
        headers: { 'if-match': ifMatch },
      });
    expect((await rotate('"1"')).status).toBe(412);
    expect((await rotate(tag)).status).toBe(201);
    await system.admin('POST', `${client}/disable`, { reason: 'x' });
    expect((await rotate(tag)).status).toBe(409);
  });

  test('of nothing, since no id is in the path: 400, so that nobody believes in it', async () => {
    const create = await adminCall(system, 'POST', '/partners', {
      body: { name: 'x' },
      headers: { 'if-match': '*' },
    });
    expect([create.status, causeOf(create)]).toEqual([400, 'if_match_needless']);
  });

  test('not sent, the change is made to whatever version there is', async () => {
    const { body } = await system.admin<Partner>('POST', `${partner}/disable`, { reason: 'x' });
    expect(body.status).toBe('disabled');
  });
});
