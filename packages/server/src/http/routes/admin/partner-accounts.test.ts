import type { Account, Client, Page, Partner } from '@gatepass/protocol';
import { type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CallAdmin, callAdmin, expectProblem, ledgerRows } from '../../../testing/call-admin.ts';

let system: System;
let call: CallAdmin;

beforeAll(async () => {
  system = await startSystem();
  call = callAdmin(system);
});
afterAll(() => system.stop());

const newPartner = async () =>
  ((await call('POST', '/partners', { name: 'Partner' })).json as unknown as Partner).id;
const newClient = (partnerId: string, account: string, more: object = {}) =>
  call('POST', '/clients', { partner_id: partnerId, name: 'x', parent_account_id: account, ...more });
const accountsOf = async (partnerId: string) =>
  ((await call('GET', `/partners/${partnerId}/accounts`)).json as unknown as Page<Account>).items.map(
    ({ id }) => id,
  );

describe('the parent accounts of a partner', () => {
  test('come with its clients, each once, and are told', async () => {
    const partnerId = await newPartner();
    expect(await accountsOf(partnerId)).toEqual([]);
    const rows = await ledgerRows(system);
    await newClient(partnerId, 'acc_1');
    expect(await ledgerRows(system), 'account, account of the partner, client, secret').toBe(rows + 4);
    await newClient(partnerId, 'acc_1');
    expect(await ledgerRows(system), 'client, secret').toBe(rows + 6);
    await newClient(partnerId, 'acc_2');
    expect(await accountsOf(partnerId)).toEqual(['acc_1', 'acc_2']);
    expectProblem(await call('GET', '/partners/prt_0/accounts'), 404, 'partner_unknown');
  });

  test('are no other partner’s, unless somebody decides it', async () => {
    const [one, other] = [await newPartner(), await newPartner()];
    await newClient(one, 'acc_shared');
    const rows = await ledgerRows(system);
    for (const refused of [{}, { share_account: false }]) {
      expectProblem(await newClient(other, 'acc_shared', refused), 409, 'account_held');
    }
    expectProblem(
      await newClient(other, 'acc_shared', { jwks_uri: 'https://partner.example/jwks' }),
      409,
      'account_held',
    );
    expect(await ledgerRows(system)).toBe(rows);
    expect(await accountsOf(other)).toEqual([]);
    expect((await newClient(other, 'acc_shared', { share_account: true })).status).toBe(201);
    expect(await accountsOf(other)).toEqual(['acc_shared']);
    expect((await newClient(other, 'acc_shared')).status, 'it is theirs as well now').toBe(201);
  });

  test('of a client is the one that it was made with: nothing that there is changes it', async () => {
    const partnerId = await newPartner();
    const client = (await newClient(partnerId, 'acc_fixed')).json as unknown as Client;
    const path = `/clients/${client.client_id}`;
    for (const [method, where] of [
      ['PUT', path],
      ['PATCH', path],
      ['POST', path],
      ['PUT', `${path}/account`],
      ['PUT', `${path}/parent-account`],
    ] as const) {
      const answer = await call(method, where, { parent_account_id: 'acc_other' });
      expect([404, 405], `${method} ${where}`).toContain(answer.status);
    }
    for (const setting of ['end', 'networks', 'token-budget', 'self-rotation', 'auth-method']) {
      const answer = await call('PUT', `${path}/${setting}`, { parent_account_id: 'acc_other' });
      expectProblem(answer, 400, 'request_malformed');
    }
    expect((await call('GET', path)).json.parent_account_id).toBe('acc_fixed');
  });
});
