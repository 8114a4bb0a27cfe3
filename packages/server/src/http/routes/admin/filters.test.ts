import type { Client, Page, Partner } from '@gatepass/protocol';
import { type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adminCall, causeOf } from '../../../testing/admin-call.ts';

const NAMES = ['Harbour Bikes', 'harbour boats', '100% Wool', '10_0 Wool', 'Back\\slash', 'Ämter'];

let system: System;
const partners: Partner[] = [];

beforeAll(async () => {
  system = await startSystem();
  for (const name of NAMES) {
    partners.push((await system.admin<Partner>('POST', '/partners', { name })).body);
  }
  await system.admin('POST', `/partners/${partners[0]?.id}/disable`, { reason: 'x' });
});
afterAll(() => system.stop());

const list = (path: string, query: Record<string, string>) =>
  adminCall(system, 'GET', `${path}?${new URLSearchParams(query)}`);

async function namesOf(query: Record<string, string>, path = '/partners'): Promise<readonly string[]> {
  const page = (await list(path, query)).json as unknown as Page<{ readonly name: string }>;
  return page.items.map(({ name }) => name).sort();
}

describe('a list by name', () => {
  test.each([
    ['harbour', ['Harbour Bikes', 'harbour boats']],
    ['HARBOUR B', ['Harbour Bikes', 'harbour boats']],
    ['bikes', ['Harbour Bikes']],
    ['0%', ['100% Wool']],
    ['0_', ['10_0 Wool']],
    ['\\', ['Back\\slash']],
    ['Ä', ['Ämter']],
    ['%%', []],
    ['harbour%', []],
  ])('has those whose name contains %s, and takes every character for itself', async (name, names) => {
    expect(await namesOf({ name })).toEqual(names);
  });
});

describe('a list by status', () => {
  test('has those of that status', async () => {
    expect(await namesOf({ status: 'disabled' })).toEqual(['Harbour Bikes']);
    expect(await namesOf({ status: 'active', name: 'harbour' })).toEqual(['harbour boats']);
  });

  test.each(['gone', '', 'ACTIVE'])('refuses what is no status: %j', async (status) => {
    expect(causeOf(await list('/partners', { status }))).toBe('request_malformed');
  });

  test('is there for parent accounts, too', async () => {
    await system.createClient({ parentAccountId: 'pa_1' });
    await system.createClient({ parentAccountId: 'pa_2' });
    await system.admin('POST', '/accounts/pa_2/disable', { reason: 'x' });
    const { items } = (await system.admin<Page<{ id: string }>>('GET', '/accounts?status=disabled')).body;
    expect(items.map(({ id }) => id)).toEqual(['pa_2']);
  });
});

test('filters hold from page to page', async () => {
  const partner_id = partners[1]?.id ?? '';
  for (const name of ['web 1', 'app', 'web 2', 'web 3']) {
    await system.admin('POST', '/clients', { partner_id, name, parent_account_id: 'pa_web' });
  }
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const query = { partner_id, name: 'WEB', limit: '2', ...(after !== null && { after }) };
    const page = (await list('/clients', query)).json as unknown as Page<Client>;
    seen.push(...page.items.map(({ name }) => name));
    after = page.next;
  } while (after !== null);
  expect(seen.sort()).toEqual(['web 1', 'web 2', 'web 3']);
});

test.each([
  ['/partners/x', 'limit=1'],
  ['/deployment', 'x=1'],
  ['/clients/x/secrets', 'limit=1'],
])('%s takes no parameter that it does not know: %s', async (path, query) => {
  expect(causeOf(await adminCall(system, 'GET', `${path}?${query}`))).toBe('request_malformed');
});
