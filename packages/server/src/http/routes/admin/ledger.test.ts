import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const DAY = 86_400_000;

interface Entry {
  readonly sequence: number;
  readonly time: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly after: Record<string, unknown> | null;
  readonly hash: string;
}

interface Page {
  readonly items: readonly Entry[];
  readonly next: string | null;
}

let system: System;
let one: Pair;
let other: Pair;
let secondDay: string;

beforeAll(async () => {
  system = await startSystem();
  one = await system.createClient({ parentAccountId: 'pa_one' });
  system.clock.advance(DAY);
  secondDay = new Date(system.clock.now()).toISOString();
  other = await system.createClient({ parentAccountId: 'pa_other' });
});
afterAll(() => system.stop());

async function list(query: Record<string, string> = {}): Promise<Page> {
  const answer = await system.admin<Page>('GET', `/ledger?${new URLSearchParams(query)}`);
  expect(answer.status).toBe(200);
  return answer.body;
}

const items = async (query: Record<string, string> = {}) => (await list(query)).items;
const all = () => items({ limit: '1000' });

describe('the ledger is listed', () => {
  test('the newest first, each row with who, when, what, before, after and its hash', async () => {
    const [newest] = await items();
    expect(newest).toMatchObject({
      time: secondDay,
      actor: expect.stringMatching(/^operator:opr_/),
      action: 'secret.created',
      before: null,
      after: { client_id: other.clientId },
      request_id: expect.stringMatching(/^[\da-f-]{36}$/),
      hash: expect.stringMatching(/^[\da-f]{64}$/),
    });
  });

  test('in pages that go on after a sequence, in both orders, without gap or repetition', async () => {
    const sequences = (await all()).map(({ sequence }) => sequence);
    for (const order of ['newest', 'oldest']) {
      const read: number[] = [];
      for (let after: string | null = null; ; ) {
        const page = await list({ order, limit: '3', ...(after !== null && { after }) });
        read.push(...page.items.map(({ sequence }) => sequence));
        after = page.next;
        if (after === null) break;
      }
      expect(read).toEqual(order === 'newest' ? sequences : sequences.toReversed());
    }
  });
});

describe('the ledger is filtered', () => {
  test('by actor, one or all of a kind', async () => {
    const [{ actor } = { actor: '' }] = await items();
    const whole = await all();
    expect(await items({ actor })).toEqual(whole.filter((entry) => entry.actor === actor));
    expect(await items({ actor: 'operator:' })).toEqual(
      whole.filter((entry) => entry.actor.startsWith('operator:')),
    );
    expect(await items({ actor: 'operator:opr_nobody' })).toEqual([]);
  });

  test('by action, one or all of a noun', async () => {
    const whole = await all();
    for (const action of ['client.created', 'client.', 'signing_key.']) {
      const wanted = whole.filter((entry) => entry.action.startsWith(action));
      expect(wanted.length).toBeGreaterThan(0);
      expect(await items({ action })).toEqual(wanted);
    }
  });

  test('by subject', async () => {
    expect((await items({ subject: one.clientId })).map(({ action }) => action)).toEqual(['client.created']);
  });

  test('by time: from a moment on, and until another', async () => {
    const whole = await all();
    expect(await items({ from: secondDay })).toEqual(whole.filter(({ time }) => time >= secondDay));
    expect(await items({ until: secondDay, limit: '1000' })).toEqual(
      whole.filter(({ time }) => time < secondDay),
    );
    expect(await items({ from: secondDay, until: secondDay })).toEqual([]);
  });

  test('by partner: all that is that partner’s own, and nothing of another’s', async () => {
    const rows = await items({ partner_id: one.partnerId });
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['partner.created', 'client.created', 'secret.created']),
    );
    const subjects = rows.map(({ subject }) => subject);
    expect(subjects).toContain(one.clientId);
    expect(subjects).not.toContain(other.clientId);
    expect(await items({ partner_id: 'prt_nobody' })).toEqual([]);
  });

  test('by several at once, page by page', async () => {
    const query = { partner_id: other.partnerId, from: secondDay, action: 'client.', limit: '1' };
    const page = await list(query);
    expect(page).toMatchObject({
      items: [{ subject: other.clientId, action: 'client.created' }],
      next: null,
    });
  });
});

describe('a list is refused', () => {
  test.each([
    ['a cursor that is no sequence', 'after=1%27%20or%201'],
    ['a time that does not exist', 'from=2026-13-45T00:00:00Z'],
    ['an action that cannot be one', 'action=%25'],
    ['SQL for an actor', 'actor=%27%20or%20%271%27=%271'],
    ['an order that is none', 'order=id;drop'],
    ['a limit that is too high', 'limit=1001'],
    ['a filter that there is not', 'text=abc'],
  ])('for %s', async (_what, query) => {
    const answer = await system.admin<{ type: string }>('GET', `/ledger?${query}`);
    expect([answer.status, answer.body.type]).toEqual([400, 'urn:gatepass:problem:request_malformed']);
  });
});
