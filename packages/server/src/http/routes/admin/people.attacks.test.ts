import type { CreatedOperator, Partner } from '@gatepass/protocol';
import { attack, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { type CallAdmin, callAdmin, expectProblem } from '../../../testing/call-admin.ts';
import { countRows } from '../../../testing/count-rows.ts';

let system: System;
let call: CallAdmin;
let partnerId: string;
let operatorId: string;

beforeAll(async () => {
  system = await startSystem();
  call = callAdmin(system);
  partnerId = ((await call('POST', '/partners', { name: 'Partner' })).json as unknown as Partner).id;
  const operator = await call('POST', '/operators', { name: 'Operator', role: 'viewer' });
  operatorId = (operator.json as unknown as CreatedOperator).id;
});
afterAll(() => system.stop());

/** What makes something of people and partners, and a body that is right. */
const creations = (): readonly (readonly [shown: string, path: string, body: Record<string, unknown>])[] => [
  ['/operators', '/operators', { name: 'x', role: 'viewer' }],
  ['/operators/{id}/tokens', `/operators/${operatorId}/tokens`, { label: 'x' }],
  ['/partners', '/partners', { name: 'x' }],
  [
    '/partners/{id}/members',
    `/partners/${partnerId}/members`,
    { name: 'x', email: 'member@partner.example' },
  ],
  ['/clients', '/clients', { partner_id: partnerId, name: 'x', parent_account_id: 'acc_1' }],
];

const EXTRA: readonly (readonly [name: string, value: unknown])[] = [
  ['role', 'root'],
  ['partnerId', 'prt_other'],
  ['id', 'opr_mine'],
  ['createdAt', 0],
  ['created_at', '2020-01-01T00:00:00.000Z'],
  ['secretHash', 'AAAA'],
  ['digest', 'AAAA'],
  ['accounts', ['acc_9']],
  ['isAdmin', true],
  ['status', 'active'],
  ['person_id', 'per_other'],
  ['constructor', { prototype: { isAdmin: true } }],
];

attack(
  'W07',
  'a field that a body may not have is refused by its being there, and nothing is made',
  async (report) => {
    for (const [shown, path, body] of creations()) {
      const before = await countRows(system.dataDir);
      for (const [name, value] of EXTRA) {
        expectProblem(await call('POST', path, { ...body, [name]: value }), 400, 'request_malformed');
      }
      // As text: a literal with this name would set the object's prototype instead.
      const proto = JSON.stringify(body).replace(/\}$/, ',"__proto__":{"isAdmin":true}}');
      expectProblem(await call('POST', path, proto), 400, 'request_malformed');
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
      expect(await countRows(system.dataDir), shown).toEqual(before);
      report(
        `POST ${shown} with ${[...EXTRA.map(([name]) => name), '__proto__'].join(', ')}, one at a time`,
        '400 request_malformed; no row in any table',
      );
    }
    const standing = { id: operatorId, role: 'admin', isAdmin: true };
    expectProblem(
      await call('PUT', `/operators/${operatorId}/role`, { ...standing }),
      400,
      'request_malformed',
    );
    expect((await call('GET', `/operators/${operatorId}`)).json.role).toBe('viewer');
    report('PUT /operators/{id}/role with id and isAdmin', '400 request_malformed; the role is what it was');
  },
);

attack('W08', 'who says in the body who they are, and has no token, is nobody', async (report) => {
  const before = await countRows(system.dataDir);
  const claimed = {
    userId: operatorId,
    operator_id: operatorId,
    partnerId,
    partner_id: partnerId,
    role: 'admin',
  };
  for (const [shown, path, body] of creations()) {
    expectProblem(await call('POST', path, { ...body, ...claimed }, null), 401, 'token_missing');
    expectProblem(await call('POST', path, body, null), 401, 'token_missing');
    report(`POST ${shown} without a token, with userId, operator_id, partnerId and role in the body`, '401');
  }
  expect(await countRows(system.dataDir)).toEqual(before);
});
