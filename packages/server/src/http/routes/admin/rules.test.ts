import { type System, startSystem } from '@gatepass/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mailedToken } from '../../../testing/mailed-token.ts';
import {
  type CalledOperator,
  problemOf,
  type RequestCalls,
  requestCalls,
  WEEK,
} from '../../../testing/request-calls.ts';

let system: System;
let calls: RequestCalls;
let one: CalledOperator;
let other: CalledOperator;

async function begin(
  settings: Readonly<Record<string, string>> = {},
  options: { readonly alone?: boolean } = {},
): Promise<void> {
  system = await startSystem({ settings, ...options });
  calls = requestCalls(system);
  one = await calls.operator('admin');
  other = await calls.operator('admin');
  system.clock.advance(WEEK + 1);
}
afterEach(() => system.stop());

const PATH = '/issuance-rules';
const ALWAYS = { second_approval: 'always', sensitive_scopes: [] as string[], automatic_approval: false };
const NEVER = { ...ALWAYS, second_approval: 'never' };
const rules = async () =>
  (await one.call('GET', PATH)).json as { current: object; proposed: { id: string } | null };
const rows = async () => (await system.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows;
const lastAction = async () => {
  const { json } = await calls.admin('GET', '/ledger?limit=1');
  return (json.items as { action: string }[])[0]?.action;
};
/** Has laxer rules proposed and approved. */
async function relax(wanted: object): Promise<void> {
  await one.call('PUT', PATH, wanted);
  await other.call('POST', `${PATH}/proposals/${(await rules()).proposed?.id}/approve`, {});
}

describe('in a live deployment', () => {
  beforeEach(() => begin());

  test('the rules are the strict ones until somebody says otherwise', async () => {
    expect(await rules()).toEqual({
      current: { ...ALWAYS, id: null, decided_by: null, decided_at: null, reason: null },
      proposed: null,
    });
  });

  test('stricter ones hold at once, and what changes nothing leaves no row', async () => {
    const stricter = { ...ALWAYS, sensitive_scopes: ['accounts:write'] };
    expect((await one.call('PUT', PATH, stricter)).json.current).toMatchObject({
      ...stricter,
      decided_by: one.id,
    });
    expect(await lastAction()).toBe('rules.changed');
    const before = await rows();
    expect((await other.call('PUT', PATH, stricter)).json.current).toMatchObject({ decided_by: one.id });
    expect(await rows()).toBe(before);
  });

  test.each([
    ['fewer second persons', { second_approval: 'sensitive' }],
    ['none at all', { second_approval: 'never' }],
    ['automatic approval', { automatic_approval: true }],
    ['a scope that is no longer sensitive', { sensitive_scopes: [] }],
    [
      'one thing stricter and one laxer',
      { second_approval: 'never', sensitive_scopes: ['accounts:read', 'accounts:write'] },
    ],
  ])('laxer ones wait for a second person: %s', async (_what, wanted) => {
    await one.call('PUT', PATH, { ...ALWAYS, sensitive_scopes: ['accounts:write'] });
    const { json } = await one.call('PUT', PATH, {
      ...ALWAYS,
      sensitive_scopes: ['accounts:write'],
      ...wanted,
    });
    expect(json).toMatchObject({
      current: { second_approval: 'always', sensitive_scopes: ['accounts:write'], automatic_approval: false },
      proposed: { ...wanted, proposed_by: one.id },
    });
    expect(await lastAction()).toBe('rules.proposed');
  });

  test('a proposal is approved by another admin alone, who has not been changed by who proposed it', async () => {
    await one.call('PUT', PATH, NEVER);
    const { proposed } = await rules();
    const path = `${PATH}/proposals/${proposed?.id}/approve`;
    const refused = await one.call('POST', path, {});
    expect([problemOf(refused), refused.json.detail]).toEqual([
      '403 not_second_person',
      expect.stringContaining('You made it yourself'),
    ]);
    const creature = await calls.operator('admin', one);
    expect(problemOf(await creature.call('POST', path, {}))).toBe('403 not_second_person');
    const approver = await calls.operator('approver');
    expect(problemOf(await approver.call('POST', path, {}))).toBe('403 not_allowed');
    expect((await other.call('POST', path, {})).json).toMatchObject({
      state: 'current',
      decided_by: other.id,
    });
    expect(await rules()).toMatchObject({ current: NEVER, proposed: null });
    expect(problemOf(await other.call('POST', path, {}))).toBe('409 rules_decided');
    expect(problemOf(await other.call('POST', `${PATH}/proposals/rul_0/approve`, {}))).toBe(
      '404 rules_unknown',
    );
  });

  test('a proposal is declined, or taken back by who made it', async () => {
    for (const by of [one, other]) {
      await one.call('PUT', PATH, NEVER);
      const { proposed } = await rules();
      expect((await by.call('POST', `${PATH}/proposals/${proposed?.id}/decline`, {})).json).toMatchObject({
        state: 'declined',
        decided_by: by.id,
      });
      expect((await rules()).proposed).toBeNull();
    }
  });

  test('a proposal of somebody who was disabled since is none, and does not stand in the way', async () => {
    await one.call('PUT', PATH, NEVER);
    const path = `${PATH}/proposals/${(await rules()).proposed?.id}/approve`;
    await calls.admin('POST', `/operators/${one.id}/disable`, { reason: 'a stolen token' });
    const before = await rows();
    expect(problemOf(await other.call('POST', path, {}))).toBe('409 rules_proposer_gone');
    expect(await rows()).toBe(before);
    await other.call('PUT', PATH, NEVER);
    const { json } = await other.call('GET', PATH);
    expect(json).toMatchObject({ current: ALWAYS, proposed: { proposed_by: other.id } });
  });

  test('a proposal ends when the rules change: it was about those of before', async () => {
    await one.call('PUT', PATH, NEVER);
    const { proposed } = await rules();
    await other.call('PUT', PATH, { ...ALWAYS, sensitive_scopes: ['accounts:write'] });
    expect((await rules()).proposed).toBeNull();
    const late = await other.call('POST', `${PATH}/proposals/${proposed?.id}/approve`, {});
    expect(problemOf(late)).toBe('409 rules_decided');
  });

  test('a scope that is marked sensitive must be one of the deployment’s', async () => {
    const unknown = await one.call('PUT', PATH, { ...ALWAYS, sensitive_scopes: ['root'] });
    expect(problemOf(unknown)).toBe('400 scope_unknown');
  });

  test('break-glass takes one admin and a reason, which every admin can read', async () => {
    expect(problemOf(await one.call('PUT', PATH, { ...NEVER, break_glass: true }))).toBe(
      '400 break_glass_reason_missing',
    );
    await one.call('PUT', PATH, { ...NEVER, break_glass: true, reason: 'Everybody else is ill.' });
    expect(await rules()).toMatchObject({ current: { ...NEVER, reason: 'Everybody else is ill.' } });
    expect(await lastAction()).toBe('rules.changed_alone');
    expect(system.log()).toContain('rules.changed_alone');
  });

  test('with no second person, or none for such scopes, one approval is enough', async () => {
    await one.call('PUT', PATH, { ...ALWAYS, sensitive_scopes: ['accounts:write'] });
    await relax({ ...ALWAYS, second_approval: 'sensitive', sensitive_scopes: ['accounts:write'] });
    const { id } = await calls.confirmed();
    expect((await one.call('GET', `/requests/${id}`)).json.second_person_needed).toBe(true);
    const narrowed = await one.call('POST', `/requests/${id}/approve`, { scope: 'accounts:read' });
    expect(narrowed.json.state).toBe('approved');
    const { id: whole } = await calls.confirmed();
    expect((await one.call('POST', `/requests/${whole}/approve`, {})).json.state).toBe('confirmed');
  });
});

describe('in a sandbox', () => {
  beforeEach(() => begin({ GATEPASS_ENVIRONMENT: 'sandbox' }));

  const confirm = async (given: object = {}) => {
    const { id } = await calls.submitted(given);
    return { id, answer: await calls.confirm(await mailedToken(system, id)) };
  };

  test('what is confirmed is approved at once, by the rules', async () => {
    const { id, answer } = await confirm();
    expect(answer.json.state).toBe('approved');
    const { json } = await one.call('GET', `/requests/${id}`);
    expect(json).toMatchObject({
      state: 'approved',
      decided_by: 'rules',
      client_id: expect.stringMatching(/^rspub_test_/),
    });
    const { json: ledger } = await calls.admin('GET', `/ledger?subject=${id}&action=request.approved`);
    expect(ledger.items).toMatchObject([{ actor: 'system:rules' }]);
  });

  test('a sensitive scope, and an account that is held, wait for a person', async () => {
    await one.call('PUT', PATH, {
      second_approval: 'sensitive',
      sensitive_scopes: ['accounts:write'],
      automatic_approval: true,
    });
    expect((await confirm()).answer.json.state).toBe('confirmed');
    const readOnly = { scope: 'accounts:read', manager_account_id: 'pa_shared' };
    expect((await confirm(readOnly)).answer.json.state).toBe('approved');
    expect((await confirm(readOnly)).answer.json.state).toBe('confirmed');
  });

  test('what waited is approved within a minute of rules that approve it', async () => {
    await one.call('PUT', PATH, {
      second_approval: 'sensitive',
      sensitive_scopes: [],
      automatic_approval: false,
    });
    const { id, answer } = await confirm();
    expect(answer.json.state).toBe('confirmed');
    await relax({ second_approval: 'sensitive', sensitive_scopes: [], automatic_approval: true });
    system.clock.advance(60_000);
    await system.work();
    expect((await one.call('GET', `/requests/${id}`)).json.state).toBe('approved');
  });

  test('what an operator types in waits for an operator', async () => {
    const { id } = await calls.typedIn();
    system.clock.advance(60_000);
    await system.work();
    expect((await one.call('GET', `/requests/${id}`)).json.state).toBe('in_review');
  });
});

describe('on a machine of one person', () => {
  beforeEach(() => begin({}, { alone: true }));

  test('they approve alone, and nothing is approved by itself', async () => {
    expect(await rules()).toMatchObject({
      current: { ...ALWAYS, second_approval: 'sensitive', id: null },
      proposed: null,
    });
    const { id } = await calls.confirmed();
    await system.work();
    expect((await one.call('GET', `/requests/${id}`)).json).toMatchObject({
      state: 'confirmed',
      second_person_needed: false,
    });
    expect((await one.call('POST', `/requests/${id}/approve`, {})).json).toMatchObject({ state: 'approved' });
    expect(await lastAction()).toBe('request.approved');
  });

  test('stricter rules hold at once; what would be laxer than those of a served one takes two', async () => {
    const marked = { ...ALWAYS, second_approval: 'sensitive', sensitive_scopes: ['accounts:write'] };
    const { json } = await one.call('PUT', PATH, marked);
    expect(json).toMatchObject({
      current: { second_approval: 'sensitive', sensitive_scopes: [] },
      proposed: marked,
    });
    expect((await one.call('PUT', PATH, ALWAYS)).json).toMatchObject({ current: ALWAYS, proposed: null });
  });
});
