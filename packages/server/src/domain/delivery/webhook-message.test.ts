import { expect, test } from 'vitest';
import { webhookMessage } from './webhook-message.ts';

const entry = {
  sequence: 1,
  action: 'partner.account_added',
  actor: 'operator:opr_0123456789ab',
  subject: 'prt_0123456789ab',
  at: 0,
  before: null,
  after: {
    account_id: 'pa_1',
    shared_with: ['prt_ba9876543210'],
    share_account: true,
    decided_by: 'opr_0123456789ab',
  },
} as const;

const toldAfter = (forPartner: boolean) => JSON.parse(webhookMessage(entry, forPartner)).data.after;

test('a partner is told nothing of other partners, nor which operator it was', () => {
  expect(toldAfter(true)).toEqual({ account_id: 'pa_1' });
});

test('the platform is told all that the ledger says', () => {
  expect(toldAfter(false)).toEqual(entry.after);
});
