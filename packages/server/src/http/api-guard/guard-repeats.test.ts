import { ADMIN_PATH, type CreatedOperator, type Page, type Partner } from '@gatepass/protocol';
import { type System, sendRaw, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { adminCall, causeOf } from '../../testing/admin-call.ts';
import { countRows } from '../../testing/count-rows.ts';
import { inDatabase } from '../../testing/in-database.ts';
import { header, type TokenAnswer } from '../../testing/token-endpoint.ts';

let system: System;
let key: string;
let keys = 0;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(() => {
  key = `key-${++keys}`;
});

const create = (path: string, body: unknown, token?: string): Promise<TokenAnswer> =>
  adminCall(system, 'POST', path, {
    body,
    headers: { 'idempotency-key': key },
    ...(token !== undefined && { token }),
  });
const createPartner = (name = 'Shop', token?: string) => create('/partners', { name }, token);
const rows = async () => (await countRows(system.dataDir)).ledger;
const isReplayed = (answer: TokenAnswer) => header(answer, 'idempotency-replayed') === 'true';

async function operatorToken(role: string): Promise<string> {
  const { body } = await system.admin<CreatedOperator>('POST', '/operators', { name: role, role });
  return body.operator_token;
}

describe('a creation under a key', () => {
  test('is done once, and answered again byte for byte', async () => {
    const first = await createPartner();
    const before = await rows();
    const repeat = await createPartner();
    expect([first.status, repeat.status]).toEqual([201, 201]);
    expect(repeat.body).toBe(first.body);
    expect([isReplayed(first), isReplayed(repeat)]).toEqual([false, true]);
    for (const name of ['content-type', 'cache-control', 'x-content-type-options']) {
      expect(header(repeat, name)).toBe(header(first, name));
    }
    expect(await rows()).toBe(before);
  });

  test('is the same whatever the order of its members', async () => {
    const api = { name: 'Orders', audience: `https://${key}.example` };
    expect((await create('/apis', api)).status).toBe(201);
    expect(causeOf(await create('/apis', { audience: api.audience, name: api.name }))).toBe(
      'already_revealed',
    );
  });

  test('sent five times at once is done once, and answered five times alike', async () => {
    const before = (await rows()) ?? 0;
    const answers = await Promise.all(Array.from({ length: 5 }, () => createPartner()));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers.filter(isReplayed)).toHaveLength(4);
    expect(await rows()).toBe(before + 1);
  });

  test('asked for otherwise is a mistake, and nothing of the first is told', async () => {
    await createPartner('Shop');
    const other = await createPartner('Another shop');
    expect([other.status, causeOf(other)]).toEqual([422, 'idempotency_key_reused']);
    expect(other.json).not.toHaveProperty('ids');
  });

  test('of another path or another operator has nothing to do with it', async () => {
    const first = await createPartner();
    const another = await createPartner('Shop', await operatorToken('issuer'));
    expect([another.status, isReplayed(another)]).toEqual([201, false]);
    expect(another.json.id).not.toBe(first.json.id);
    expect((await create('/apis', { name: 'x', audience: `https://${key}.example` })).status).toBe(201);
  });

  test('without a key is done each time', async () => {
    const without = () => system.admin<Partner>('POST', '/partners', { name: 'Shop' });
    expect((await without()).body.id).not.toBe((await without()).body.id);
  });
});

describe('an answer that told a secret', () => {
  test('is not told again, but what was made is', async () => {
    const { partnerId } = await system.createClient();
    const client = { partner_id: partnerId, name: 'x', parent_account_id: 'pa_told' };
    const first = await create('/clients', client);
    const before = await rows();
    const repeat = await create('/clients', client);
    expect([repeat.status, causeOf(repeat)]).toEqual([409, 'already_revealed']);
    const secret = first.json.secret as { readonly id: string };
    expect(repeat.json.ids).toEqual(expect.arrayContaining([first.json.client_id, secret.id]));
    expect(repeat.body).not.toContain(first.json.client_secret);
    expect(await rows()).toBe(before);
  });

  test('is in no table', async () => {
    const { clientId } = await system.createClient();
    const { json } = await create(`/clients/${clientId}/secrets`, {});
    await inDatabase(
      system.dataDir,
      `CREATE TABLE told AS SELECT * FROM idempotency_key WHERE instr(answer, '${json.client_secret}') > 0`,
    );
    expect((await countRows(system.dataDir)).told).toBe(0);
    await inDatabase(system.dataDir, 'DROP TABLE told');
  });

  test('sent twice at once is made once: one gets the secret', async () => {
    const { clientId } = await system.createClient();
    const both = await Promise.all([1, 2].map(() => create(`/clients/${clientId}/secrets`, {})));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { body } = await system.admin<Page<unknown>>('GET', `/clients/${clientId}/secrets`);
    expect(body.items).toHaveLength(2);
  });
});

describe('what is refused', () => {
  test('is not kept: sent again, it is tried afresh', async () => {
    const client = { partner_id: 'prt_nobody', name: 'x', parent_account_id: 'pa_1' };
    const { partnerId } = await system.createClient();
    expect((await create('/clients', client)).status).toBe(404);
    const again = await create('/clients', client);
    expect([again.status, isReplayed(again)]).toEqual([404, false]);
    expect((await create('/clients', { ...client, partner_id: partnerId })).status).toBe(201);
  });

  test('a repeat is authorised anew', async () => {
    const { body } = await system.admin<CreatedOperator>('POST', '/operators', { name: 'x', role: 'issuer' });
    const first = await createPartner('Shop', body.operator_token);
    expect(first.status).toBe(201);
    await inDatabase(system.dataDir, `UPDATE operator SET role = 'viewer' WHERE id = '${body.id}'`);
    const lowered = await createPartner('Shop', body.operator_token);
    expect([lowered.status, causeOf(lowered)]).toEqual([403, 'not_allowed']);
    await inDatabase(system.dataDir, `UPDATE operator SET status = 'disabled' WHERE id = '${body.id}'`);
    expect((await createPartner('Shop', body.operator_token)).status).toBe(401);
  });
});

describe('an answer that was lost', () => {
  const loseAnswer = () =>
    inDatabase(system.dataDir, 'UPDATE idempotency_key SET status = NULL, answer = NULL');

  test('may still be on its way; then it is said to be lost, with what was made', async () => {
    const first = await createPartner();
    await loseAnswer();
    const before = await rows();
    const soon = await createPartner();
    expect([soon.status, causeOf(soon), header(soon, 'retry-after')]).toEqual([409, 'still_under_way', '1']);
    system.clock.advance(30_000);
    const late = await createPartner();
    expect([late.status, causeOf(late)]).toEqual([409, 'answer_lost']);
    expect(late.json.ids).toEqual([first.json.id]);
    expect(await rows()).toBe(before);
  });
});

describe('the answer about a person', () => {
  test('is erased with the person, and what was made is still told', async () => {
    const { partnerId } = await system.createClient();
    const member = { name: 'Ada Example', email: 'ada@partner.example' };
    const first = await create(`/partners/${partnerId}/members`, member);
    expect(first.json.name).toBe(member.name);
    await system.admin('POST', `/people/${first.json.person_id}/erase`, {});
    system.clock.advance(30_000);
    const repeat = await create(`/partners/${partnerId}/members`, member);
    expect([repeat.status, causeOf(repeat)]).toEqual([409, 'answer_lost']);
    expect(repeat.json.ids).toContain(first.json.id);
    expect(repeat.body).not.toContain('Ada');
  });
});

describe('a key', () => {
  test('is remembered for a day, and then forgotten', async () => {
    const first = await createPartner();
    system.clock.advance(86_400_000);
    await system.work();
    expect((await createPartner()).body).toBe(first.body);
    system.clock.advance(600_000);
    await system.work();
    expect((await createPartner()).json.id).not.toBe(first.json.id);
  });

  test.each(['a b', 'a\u00e9', 'x'.repeat(256)])('cannot be %j', async (wrong) => {
    const before = await rows();
    const answer = await adminCall(system, 'POST', '/partners', {
      body: { name: 'x' },
      headers: { 'idempotency-key': wrong },
    });
    expect([answer.status, causeOf(answer)]).toEqual([400, 'idempotency_key_malformed']);
    expect(await rows()).toBe(before);
  });

  test.each([
    ['sent twice', ['Idempotency-Key: a', 'Idempotency-Key: a']],
    ['empty', ['Idempotency-Key:']],
  ])('%s is none', async (_what, lines) => {
    const body = '{"name":"x"}';
    const request = [
      `POST ${ADMIN_PATH}/partners HTTP/1.1`,
      'Host: x',
      'Connection: close',
      `Authorization: Bearer ${system.operatorToken}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      ...lines,
      '',
      body,
    ].join('\r\n');
    const [answer] = await sendRaw(system.port, request, { responses: 1 });
    expect(answer?.status).toBe(400);
  });

  test.each(['"8e03978e-40d5-43e8-bc93-6894a57f9324"', '~!@#$%^&*()', 'x'.repeat(255)])(
    'may be %s',
    async (right) => {
      key = right;
      expect((await createPartner()).status).toBe(201);
      expect(isReplayed(await createPartner())).toBe(true);
    },
  );

  test('with what makes nothing is not looked at', async () => {
    const { partnerId } = await system.createClient();
    const disable = () => create(`/partners/${partnerId}/disable`, { reason: 'x' });
    expect([(await disable()).status, isReplayed(await disable())]).toEqual([200, false]);
  });

  test('with a body that is nested so deeply that nobody means it is refused', async () => {
    const nested = '['.repeat(20_000) + ']'.repeat(20_000);
    const { clientId } = await system.createClient();
    const answer = await create(`/clients/${clientId}/keys`, `{"public_jwk":{"x":${nested}}}`);
    expect([answer.status, causeOf(answer)]).toEqual([400, 'request_malformed']);
  });
});
