import type { CreatedOperator, Operator, Page, Role } from '@gatepass/protocol';
import { type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CallAdmin, callAdmin, expectProblem, ledgerRows } from '../../../testing/call-admin.ts';

const DAY = 86_400_000;

let system: System;
let call: CallAdmin;
let count = 0;

beforeAll(async () => {
  system = await startSystem();
  call = callAdmin(system);
});
afterAll(() => system.stop());

async function newOperator(role: Role, token?: string): Promise<CreatedOperator> {
  const wanted = { name: `Operator ${++count}`, role };
  const made = await call('POST', '/operators', wanted, token);
  expect(made.status, made.body).toBe(201);
  return made.json as unknown as CreatedOperator;
}

const ownId = async () => {
  const { items } = (await call('GET', '/operators?limit=1000')).json as unknown as Page<Operator>;
  return items.find(({ name }) => name === 'Tests')?.id;
};
const works = async (token: string) => (await call('GET', '/deployment', undefined, token)).status === 200;
const at = (milliseconds: number) => new Date(system.clock.now() + milliseconds).toISOString();
const reason = { reason: 'a test' };

/** A token of an operator, as it is told once. */
interface MadeToken {
  readonly id: string;
  readonly role: Role | null;
  readonly expires_at: string;
  readonly operator_token: string;
}

async function newToken(operatorId: string, wanted: object, by?: string): Promise<MadeToken> {
  const made = await call('POST', `/operators/${operatorId}/tokens`, { label: 'more', ...wanted }, by);
  expect(made.status, made.body).toBe(201);
  return made.json as unknown as MadeToken;
}

describe('an operator', () => {
  test('is made with a token that ends, and shown without it', async () => {
    const wanted = { name: 'Ada', role: 'issuer', email: 'Ada@Example.com' };
    const made = await call('POST', '/operators', wanted);
    const { operator_token: token, token: kept, ...operator } = made.json as Record<string, unknown>;
    expect(kept).toMatchObject({ label: 'first', role: null, expires_at: at(90 * DAY), revoked_at: null });
    expect(operator).toMatchObject({
      name: 'Ada',
      role: 'issuer',
      email: 'ada@example.com',
      status: 'active',
    });
    expect(await works(token as string)).toBe(true);
    const shown = await call('GET', `/operators/${operator.id}`);
    expect(shown.json).toEqual(operator);
    expectProblem(await call('GET', '/operators/opr_nobody'), 404, 'operator_unknown');
  });

  test('is given another address, or none, by admins alone; the ledger learns that it was', async () => {
    const viewer = await newOperator('viewer');
    const path = `/operators/${viewer.id}/email`;
    const set = (email: string | null, token?: string) => call('PUT', path, { email }, token);
    expect((await set('New@Address.example')).json).toMatchObject({ email: 'new@address.example' });
    expect((await call('GET', `/people?email=new@address.example`)).json.items).toMatchObject([
      { operator_id: viewer.id },
    ]);
    const rows = await ledgerRows(system);
    expect((await set('new@address.example')).status).toBe(200);
    expect(await ledgerRows(system), 'the same again').toBe(rows);
    expect((await set(null)).json).toMatchObject({ email: null });
    const { body } = await call('GET', `/ledger?subject=${viewer.id}&action=operator.email_changed`);
    expect(JSON.parse(body).items).toMatchObject([
      { before: { email_digest: expect.stringMatching(/^[0-9a-f]{64}$/) }, after: { email_digest: null } },
      { before: { email_digest: null }, after: { email_digest: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    ]);
    expect(body).not.toContain('new@address.example');

    expectProblem(await set('own@address.example', viewer.operator_token), 403, 'not_allowed');
    await call('POST', '/operators', { name: 'Taken', role: 'viewer', email: 'taken@example.com' });
    expectProblem(await set('TAKEN@example.com'), 409, 'email_taken');
    expectProblem(await set('a@b.example,c@d.example'), 400, 'email_malformed');
    expectProblem(await call('PUT', '/operators/opr_0/email', { email: null }), 404, 'operator_unknown');
    expect((await call('POST', `/people/${viewer.person_id}/erase`, {})).status).toBe(200);
    expectProblem(await set('late@address.example'), 409, 'person_erased');
  });

  test('has an address of their own, also where they are disabled, and however it is written', async () => {
    const wanted = { name: 'Eve', role: 'viewer', email: 'eve@example.com' };
    const { json: eve } = await call('POST', '/operators', wanted);
    await call('POST', `/operators/${eve.id}/disable`, reason);
    const rows = await ledgerRows(system);
    expectProblem(
      await call('POST', '/operators', { ...wanted, email: 'EVE@example.com' }),
      409,
      'email_taken',
    );
    expectProblem(
      await call('POST', '/operators', { ...wanted, email: 'eve@example.com,mallory@example.com' }),
      400,
      'email_malformed',
    );
    expect(await ledgerRows(system)).toBe(rows);
  });

  test('is listed by standing and role', async () => {
    const viewer = await newOperator('viewer');
    await call('POST', `/operators/${viewer.id}/disable`, reason);
    const list = async (query: string) =>
      ((await call('GET', `/operators?limit=1000&${query}`)).json as unknown as Page<Operator>).items;
    expect((await list('status=disabled&role=viewer')).map(({ id }) => id)).toContain(viewer.id);
    expect((await list('status=active')).map(({ id }) => id)).not.toContain(viewer.id);
    expect(new Set((await list('role=viewer')).map(({ role }) => role))).toEqual(new Set(['viewer']));
    expectProblem(await call('GET', '/operators?role=root'), 400, 'request_malformed');
    expectProblem(await call('GET', '/operators?status=gone'), 400, 'request_malformed');
  });
});

describe('disabling an operator', () => {
  test('ends every token of theirs in the next request; enabling gives them back', async () => {
    const operator = await newOperator('admin');
    const other = await newToken(operator.id, { label: 'laptop' });
    const rows = await ledgerRows(system);
    const dry = await call('POST', `/operators/${operator.id}/disable?dry_run=true`, reason);
    expect(dry.json.status).toBe('disabled');
    expect(await ledgerRows(system)).toBe(rows);
    expect((await call('POST', `/operators/${operator.id}/disable`, reason)).json).toMatchObject({
      status: 'disabled',
      status_reason: reason.reason,
    });
    expect([await works(operator.operator_token), await works(other.operator_token)]).toEqual([false, false]);
    await call('POST', `/operators/${operator.id}/disable`, reason);
    expect(await ledgerRows(system)).toBe(rows + 1);
    await call('POST', `/operators/${operator.id}/enable`, reason);
    expect([await works(operator.operator_token), await works(other.operator_token)]).toEqual([true, true]);
    expect(await ledgerRows(system)).toBe(rows + 2);
  });

  test('is nothing that anybody does to themselves, nor gives themselves a role', async () => {
    const self = await newOperator('admin');
    const rows = await ledgerRows(system);
    const path = `/operators/${self.id}`;
    expectProblem(await call('POST', `${path}/disable`, reason, self.operator_token), 409, 'own_operator');
    expectProblem(
      await call('PUT', `${path}/role`, { role: 'viewer' }, self.operator_token),
      409,
      'own_operator',
    );
    expectProblem(
      await call('PUT', `${path}/role`, { role: 'admin' }, self.operator_token),
      409,
      'own_operator',
    );
    expect(await ledgerRows(system)).toBe(rows);
  });

  test('is for admins, with a token that is one’s as well', async () => {
    const target = await newOperator('viewer');
    const admin = await newOperator('admin');
    const narrow = await newToken(admin.id, { role: 'approver' }, admin.operator_token);
    for (const token of [
      (await newOperator('issuer')).operator_token,
      (await newOperator('approver')).operator_token,
      narrow.operator_token,
    ]) {
      const path = `/operators/${target.id}`;
      expectProblem(await call('POST', `${path}/disable`, reason, token), 403, 'not_allowed');
      expectProblem(await call('PUT', `${path}/role`, { role: 'admin' }, token), 403, 'not_allowed');
    }
  });
});

describe('a role', () => {
  test('changes what each token may do, in the next request, and is on record with before and after', async () => {
    const operator = await newOperator('viewer');
    const make = () => call('POST', '/partners', { name: 'x' }, operator.operator_token);
    expect((await make()).status).toBe(403);
    const rows = await ledgerRows(system);
    expect((await call('PUT', `/operators/${operator.id}/role`, { role: 'issuer' })).json.role).toBe(
      'issuer',
    );
    expect((await make()).status).toBe(201);
    await call('PUT', `/operators/${operator.id}/role`, { role: 'issuer' });
    expect(await ledgerRows(system), 'the role and the partner').toBe(rows + 2);
    const dry = await call('PUT', `/operators/${operator.id}/role?dry_run=true`, { role: 'viewer' });
    expect(dry.json.role).toBe('viewer');
    expect((await make()).status).toBe(201);
    expectProblem(await call('PUT', '/operators/opr_0/role', { role: 'viewer' }), 404, 'operator_unknown');
  });
});

describe('a token', () => {
  test('is made for oneself by anybody, and for others by admins', async () => {
    const viewer = await newOperator('viewer');
    const issuer = await newOperator('issuer');
    const own = await newToken(viewer.id, { label: 'laptop' }, viewer.operator_token);
    expect(await works(own.operator_token)).toBe(true);
    const path = `/operators/${viewer.id}/tokens`;
    expectProblem(await call('POST', path, { label: 'x' }, issuer.operator_token), 403, 'not_allowed');
    expect(await works((await newToken(viewer.id, {})).operator_token)).toBe(true);
    expectProblem(await call('POST', '/operators/opr_0/tokens', { label: 'x' }), 404, 'operator_unknown');
  });

  test('is never wider than the one that it is asked for with, nor than its operator', async () => {
    const admin = await newOperator('admin');
    const reading = await newToken(admin.id, { role: 'viewer' }, admin.operator_token);
    const path = `/operators/${admin.id}/tokens`;
    for (const role of ['issuer', 'approver', 'admin']) {
      const wider = await call('POST', path, { label: 'x', role }, reading.operator_token);
      expectProblem(wider, 403, 'role_too_wide');
    }
    const child = await newToken(admin.id, {}, reading.operator_token);
    expect(child.role).toBe('viewer');
    const write = await call('POST', '/partners', { name: 'x' }, child.operator_token);
    expectProblem(write, 403, 'not_allowed');
    const viewer = await newOperator('viewer');
    const wider = await call('POST', `/operators/${viewer.id}/tokens`, { label: 'x', role: 'admin' });
    expectProblem(wider, 403, 'role_too_wide');
  });

  test('ends when it was said to, at the latest after OPERATOR_TOKEN_TTL', async () => {
    const { id } = await newOperator('viewer');
    const path = `/operators/${id}/tokens`;
    expectProblem(await call('POST', path, { label: 'x', expires_at: at(0) }), 400, 'end_past');
    const late = { label: 'x', expires_at: at(90 * DAY + 1000) };
    expectProblem(await call('POST', path, late), 400, 'token_lifetime_too_long');
    expectProblem(
      await call('POST', path, { label: 'x', expires_at: '2027-02-31T25:00:00Z' }),
      400,
      'request_malformed',
    );
    const short = await newToken(id, { expires_at: at(60_000) });
    expect(await works(short.operator_token)).toBe(true);
    system.clock.advance(60_000);
    const ended = await call('GET', '/deployment', undefined, short.operator_token);
    expectProblem(ended, 401, 'token_wrong');
  });

  test('that is narrowed makes none that outlives it; one that is not may be renewed', async () => {
    const admin = await newOperator('admin');
    const narrow = await newToken(admin.id, { role: 'issuer', expires_at: at(60_000) }, admin.operator_token);
    expect((await newToken(admin.id, {}, narrow.operator_token)).expires_at).toBe(at(60_000));
    const late = { label: 'x', expires_at: at(61_000) };
    const refused = await call('POST', `/operators/${admin.id}/tokens`, late, narrow.operator_token);
    expectProblem(refused, 400, 'token_lifetime_too_long');
    const short = await newToken(admin.id, { expires_at: at(60_000) }, admin.operator_token);
    expect((await newToken(admin.id, {}, short.operator_token)).expires_at).toBe(at(90 * DAY));
  });

  test('is listed without what could be used, and revoked for ever, by its owner or an admin', async () => {
    const viewer = await newOperator('viewer');
    const { id, operator_token: text } = await newToken(viewer.id, { label: 'lost' }, viewer.operator_token);
    const listed = await call('GET', `/operators/${viewer.id}/tokens`);
    expect(listed.body).not.toContain(text.slice(13));
    const { items } = listed.json as unknown as Page<{ id: string; label: string }>;
    expect(items.map(({ label }) => label).sort()).toEqual(['first', 'lost']);

    const stranger = await newOperator('issuer');
    const path = `/operator-tokens/${id}/revoke`;
    expectProblem(await call('POST', path, {}, stranger.operator_token), 403, 'not_allowed');
    const rows = await ledgerRows(system);
    expect((await call('POST', `${path}?dry_run=true`, {})).json.revoked_at).toBe(at(0));
    expect(await works(text)).toBe(true);
    expect((await call('POST', path, {}, viewer.operator_token)).json.revoked_at).toBe(at(0));
    expect(await works(text)).toBe(false);
    await call('POST', path, {});
    expect(await ledgerRows(system)).toBe(rows + 1);
    expectProblem(await call('POST', '/operator-tokens/0/revoke', {}), 404, 'operator_token_unknown');
  });

  test('is refused to an operator who is disabled, and as the twenty-first that works', async () => {
    const { id } = await newOperator('viewer');
    const path = `/operators/${id}/tokens`;
    for (let made = 1; made < 20; made++) await newToken(id, { expires_at: at(60_000) });
    expectProblem(await call('POST', path, { label: 'x' }), 409, 'too_many_tokens');
    system.clock.advance(60_000);
    await newToken(id, {});
    await call('POST', `/operators/${id}/disable`, reason);
    expectProblem(await call('POST', path, { label: 'x' }), 409, 'operator_disabled');
  });

  test('is on record as a change of its operator, by whoever made it', async () => {
    const viewer = await newOperator('viewer');
    const made = await newToken(viewer.id, { label: 'Grandma’s laptop' });
    await call('POST', `/operator-tokens/${made.id}/revoke`, {});
    const { body } = await system.admin<Page<Record<string, unknown>>>(
      'GET',
      `/ledger?subject=${viewer.id}&limit=10`,
    );
    expect(body.items.map(({ action, actor }) => [action, actor])).toEqual(
      expect.arrayContaining([
        ['operator.created', `operator:${await ownId()}`],
        ['operator.token_created', `operator:${await ownId()}`],
        ['operator.token_revoked', `operator:${await ownId()}`],
      ]),
    );
    expect(JSON.stringify(body)).not.toContain('Grandma');
  });
});
