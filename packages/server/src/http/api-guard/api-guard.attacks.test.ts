import type { Client, CreatedOperator, Page, Partner } from '@gatepass/protocol';
import { attack, type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { adminCall, problemLine } from '../../testing/admin-call.ts';
import { countRows } from '../../testing/count-rows.ts';
import { header } from '../../testing/token-endpoint.ts';

let system: System;
let pair: Pair;
/** Of another admin than the system's. */
let otherAdmin: string;

beforeAll(async () => {
  system = await startSystem();
  pair = await system.createClient();
  const other = { name: 'Another admin', role: 'admin', email: 'another@example.com' };
  otherAdmin = (await system.admin<CreatedOperator>('POST', '/operators', other)).body.operator_token;
});
afterAll(() => system.stop());

const get = (path: string) => adminCall(system, 'GET', path);
const createPartner = (name: string, key: string) =>
  adminCall(system, 'POST', '/partners', { body: { name }, headers: { 'idempotency-key': key } });

attack('W16', 'queries are data: what is no cursor, limit or known filter is refused', async (report) => {
  for (let count = 0; count < 3; count++) await system.admin('POST', '/partners', { name: `page ${count}` });
  const { next } = (await system.admin<Page<Partner>>('GET', '/partners?limit=1')).body;
  if (next === null) throw new Error('no second page');
  const tables = await countRows(system.dataDir);

  const other = next.startsWith('A') ? 'B' : 'A';
  const wrong: readonly (readonly [string, string])[] = [
    ['a cursor without its last character', `after=${next.slice(0, -1)}`],
    ['a cursor without its first character', `after=${next.slice(1)}`],
    ['a cursor with another first character', `after=${other}${next.slice(1)}`],
    ['a cursor twice over', `after=${next}${next}`],
    ['an id as a cursor', `after=${pair.partnerId}`],
    ['SQL text as a cursor', `after=${encodeURIComponent("' OR 1=1 --")}`],
    ['limit=1e9', 'limit=1e9'],
    ['limit=-1', 'limit=-1'],
    ['limit=0', 'limit=0'],
    ['limit=1001', 'limit=1001'],
    ['page=-1', 'page=-1'],
    ['sort=id;drop', 'sort=id;drop'],
    ['status[]=active', 'status[]=active'],
    ['__proto__[limit]=1', '__proto__[limit]=1'],
  ];
  for (const [what, query] of wrong) {
    const answer = await get(`/partners?${query}`);
    expect(answer.status, what).toBe(400);
    report(what, problemLine(answer));
  }
  for (const name of ['%', '_', "' OR '1'='1", 'x%27) OR 1=1 --', '\\', '"; DROP TABLE partner; --']) {
    const answer = await get(`/partners?name=${encodeURIComponent(name)}`);
    expect(answer.json, name).toEqual({ items: [], next: null });
    report(`name=${name}`, '200, an empty list');
  }
  for (const id of ["x'OR'1'='1", 'x;DROP', '*', '_'.repeat(16)]) {
    const answer = await get(`/partners/${id}`);
    expect(answer.status, id).toBe(404);
    report(`the id ${id}`, problemLine(answer));
  }
  expect((await get(`/partners?after=${next}&limit=1`)).status).toBe(200);
  expect(await countRows(system.dataDir)).toEqual(tables);
});

attack(
  'W19',
  'of two admins who edit one version, the later is told; what is sent twice is done once',
  async (report) => {
    const path = `/clients/${pair.clientId}`;
    const tag = header(await get(path), 'etag') ?? '';
    const edit = (token: string, allowed: boolean) =>
      adminCall(system, 'PUT', `${path}/self-rotation`, {
        body: { allowed },
        headers: { 'if-match': tag },
        token,
      });
    const edits = await Promise.all([edit(system.operatorToken, true), edit(otherAdmin, true)]);
    const [made, late] = edits.sort((one, another) => one.status - another.status);
    expect([made?.status, late?.status]).toEqual([200, 412]);
    if (late !== undefined)
      report('two admins change one client at once, both with its ETag', problemLine(late));
    expect((await system.admin<Client>('GET', path)).body.self_rotation).toBe(true);

    const rows = async () => (await countRows(system.dataDir)).ledger ?? 0;
    const before = await rows();
    const click = () => createPartner('Clicked twice', 'click');
    const [one, two] = await Promise.all([click(), click()]);
    expect([one.status, two.body]).toEqual([201, one.body]);
    expect(await rows()).toBe(before + 1);
    report(
      'the same creation twice at once, under one key',
      '201 for both, with the same bytes; one partner',
    );

    const repeat = await click();
    expect([repeat.status, repeat.body]).toEqual([201, one.body]);
    expect(await rows()).toBe(before + 1);
    report('the same again later', problemLine(repeat));

    const reused = await createPartner('Something else', 'click');
    expect(reused.status).toBe(422);
    report('another body under that key', problemLine(reused));

    const secret = () =>
      adminCall(system, 'POST', `${path}/secrets`, { body: {}, headers: { 'idempotency-key': 'secret' } });
    const told = await secret();
    const again = await secret();
    expect([told.status, again.status]).toEqual([201, 409]);
    expect(again.body).not.toContain(told.json.client_secret);
    expect(again.json.ids).toEqual([told.json.id]);
    report('a creation whose answer held a secret, again', `${problemLine(again)} · its ids, and no secret`);
  },
);
