import { expect, test } from 'vitest';
import { sha256 } from '../../signing/sha256.ts';
import { EMPTY_LEDGER, type LedgerRow, nextLedgerRow } from './ledger-entry.ts';
import { verifyRows } from './verify-rows.ts';

function ledgerOf(count: number): LedgerRow[] {
  const rows: LedgerRow[] = [];
  for (let index = 0; index < count; index++) {
    const last = rows.at(-1);
    const head = last === undefined ? EMPTY_LEDGER : { sequence: last.sequence, hash: last.hash };
    const context = { actor: 'system:start', requestId: null, now: 1_700_000_000_000 + index } as const;
    rows.push(
      nextLedgerRow(
        head,
        context,
        { action: 'partner.created', subject: `prt_${index}`, before: null, after: { index } },
        sha256,
      ),
    );
  }
  return rows;
}

function findingIn(rows: readonly LedgerRow[]): string | undefined {
  const verified = verifyRows(EMPTY_LEDGER, rows, sha256);
  return verified.ok ? undefined : verified.refusal.finding;
}

const rows = ledgerOf(5);
const altered = (index: number, change: Partial<LedgerRow>) =>
  rows.map((row, at) => (at === index ? { ...row, ...change } : row));

test('an untouched ledger is sound to its last row', () => {
  expect(verifyRows(EMPTY_LEDGER, rows, sha256)).toEqual({
    ok: true,
    value: { sequence: 5, hash: rows[4]?.hash },
  });
});

test('an entry holds who, when, what, before and after, and the previous hash', () => {
  expect(JSON.parse(rows[1]?.entry ?? '')).toEqual({
    sequence: 2,
    time: '2023-11-14T22:13:20.001Z',
    actor: 'system:start',
    action: 'partner.created',
    subject: 'prt_1',
    before: null,
    after: { index: 1 },
    request_id: null,
    previous_hash: rows[0]?.hash,
  });
});

test('a changed text, a changed hash and a changed column are found', () => {
  expect(findingIn(altered(2, { entry: rows[2]?.entry.replace('prt_2', 'prt_9') ?? '' }))).toContain('row 3');
  expect(findingIn(altered(2, { hash: 'f'.repeat(64) }))).toContain('row 3');
  expect(findingIn(altered(2, { subject: 'prt_9' }))).toContain('row 3');
});

test('a changed text with a hash made to fit is found at the next row', () => {
  const entry = rows[2]?.entry.replace('"index":2', '"index":9') ?? '';
  expect(findingIn(altered(2, { entry, hash: sha256(entry) }))).toContain('row 4');
});

test('a removed row and a swapped pair are found', () => {
  expect(findingIn(rows.filter((_, index) => index !== 2))).toBe('row 3 is missing; row 4 follows');
  const [one, two, three, ...rest] = rows as [LedgerRow, LedgerRow, LedgerRow];
  expect(findingIn([one, three, two, ...rest])).toContain('row 2 is missing');
});
