import { ok } from '@gatepass/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LedgerAction } from '../domain/ledger/ledger-actions.ts';
import type { Actor } from '../domain/ledger/ledger-entry.ts';
import type { LedgerFilter, LedgerPage } from '../domain/ledger/ledger-filter.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from '../testing/open-test-store.ts';
import { listLedger } from './ledger-list.ts';

let opened: TestStore;

/** Row 1 is of hour 0, and so on; every fifth is about a secret, every seventh by the system. */
beforeAll(async () => {
  opened = await openTestStore();
  for (let row = 1; row <= 40; row++) {
    const actor: Actor = row % 7 === 0 ? 'system:expiry' : `operator:opr_${row % 2}`;
    const action: LedgerAction = row % 5 === 0 ? 'secret.created' : 'partner.created';
    await opened.store.change({ ...TEST_CONTEXT, actor, now: row * 3_600_000 }, async (change) => {
      change.record({ action, subject: `s_${row % 3}`, before: null, after: null });
      return ok(undefined);
    });
  }
});
afterAll(() => opened.close());

const ROWS = Array.from({ length: 40 }, (_, index) => index + 1);

/** In windows of seven rows, so that a page takes several. */
async function list(filter: LedgerFilter, page: Partial<LedgerPage> = {}): Promise<number[]> {
  const rows = await listLedger(
    opened.databases.reader,
    filter,
    { order: 'oldest', after: null, limit: 1000, ...page },
    7,
  );
  return rows.map(({ sequence }) => Number(sequence));
}

describe('the rows of a filter are found', () => {
  test.each<[string, LedgerFilter, (row: number) => boolean]>([
    ['without one', {}, () => true],
    ['by an actor', { actor: 'operator:opr_1' }, (row) => row % 7 !== 0 && row % 2 === 1],
    ['by a kind of actor', { actor: 'system:' }, (row) => row % 7 === 0],
    ['by an action', { action: 'secret.created' }, (row) => row % 5 === 0],
    ['by the noun of an action', { action: 'secret.' }, (row) => row % 5 === 0],
    ['by a subject', { subject: 's_2' }, (row) => row % 3 === 2],
    ['by time', { from: 10 * 3_600_000, until: 20 * 3_600_000 }, (row) => row >= 10 && row < 20],
    [
      'by several',
      { actor: 'operator:', action: 'secret.', from: 9 * 3_600_000 },
      (row) => row % 7 !== 0 && row % 5 === 0 && row >= 9,
    ],
  ])('%s, in both orders, in one page or in several', async (_how, filter, isWanted) => {
    const wanted = ROWS.filter(isWanted);
    expect(await list(filter)).toEqual(wanted);
    expect(await list(filter, { order: 'newest' })).toEqual(wanted.toReversed());
    for (const order of ['oldest', 'newest'] as const) {
      const read: number[] = [];
      for (let after: number | null = null; ; after = read.at(-1) ?? null) {
        const page = await list(filter, { order, after, limit: 3 });
        read.push(...page);
        if (page.length < 3) break;
      }
      expect(read).toEqual(order === 'oldest' ? wanted : wanted.toReversed());
    }
  });

  test('though what looks like a pattern of SQL is none', async () => {
    for (const subject of ['s_%', 's__', '%']) expect(await list({ subject })).toEqual([]);
  });
});
