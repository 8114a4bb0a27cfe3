import { expect, test } from 'vitest';
import { EMPTY_LEDGER, type LedgerRow, nextLedgerRow } from './ledger-entry.ts';
import { seenByPartner } from './seen-by-partner.ts';

const row = (actor: 'operator:opr_0123456789ab' | 'member:mbr_0123456789ab'): LedgerRow =>
  nextLedgerRow(
    EMPTY_LEDGER,
    { actor, requestId: null, now: 0 },
    {
      action: 'request.approved',
      subject: 'req_0123456789ab',
      before: { decided_by: null },
      after: { decided_by: 'opr_0123456789ab', approvals: ['operator:opr_ba9876543210'], scope: 'read' },
    },
    () => 'hash',
  );

async function seen(given: LedgerRow) {
  const asked: unknown[] = [];
  const ledger = {
    head: async () => EMPTY_LEDGER,
    namesOf: async () => new Map(),
    list: async (filter: object) => {
      asked.push(filter);
      return [given];
    },
  };
  const page = { order: 'oldest', after: null, limit: 1 } as const;
  const rows = await seenByPartner(ledger, 'prt_1').list({ subject: 'req_0123456789ab' }, page);
  const withoutActions = ['request.taken_up', 'request.seconded'];
  expect(asked).toEqual([{ subject: 'req_0123456789ab', partnerId: 'prt_1', withoutActions }]);
  return rows[0] as LedgerRow;
}

test('a partner reads that an operator did something, and not who, wherever a row says it', async () => {
  const { actor, entry, hash } = await seen(row('operator:opr_0123456789ab'));
  expect(actor).toBe('operator');
  expect(JSON.parse(entry)).toMatchObject({
    actor: 'operator',
    before: { decided_by: null },
    after: { decided_by: 'operator', approvals: ['operator'], scope: 'read' },
  });
  expect(entry).not.toContain('opr_');
  expect(hash).toBe('hash');
});

test('a partner reads which of its members did something', async () => {
  const { actor, entry } = await seen(row('member:mbr_0123456789ab'));
  expect(actor).toBe('member:mbr_0123456789ab');
  expect(JSON.parse(entry)).toMatchObject({ actor: 'member:mbr_0123456789ab' });
});
