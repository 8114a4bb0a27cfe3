import { expect, test } from 'vitest';
import { DEFAULT_CLIENT_SETTINGS } from './client.ts';
import { settingsFacts } from './settings-facts.ts';

test('the ledger is told what differs, and nothing else', () => {
  const latter = {
    ...DEFAULT_CLIENT_SETTINGS,
    endsAt: Date.UTC(2027, 0, 1),
    networks: { list: ['203.0.113.0/24'], stage: 'report' as const },
    tokenBudget: { tokensPerHour: 600, stage: 'warn' as const },
  };
  expect(settingsFacts(DEFAULT_CLIENT_SETTINGS, latter)).toEqual({
    before: {
      ends_at: null,
      networks: [],
      networks_stage: 'off',
      tokens_per_hour: null,
      token_budget_stage: null,
    },
    after: {
      ends_at: '2027-01-01T00:00:00.000Z',
      networks: ['203.0.113.0/24'],
      networks_stage: 'report',
      tokens_per_hour: 600,
      token_budget_stage: 'warn',
    },
  });
});

test('there is nothing to tell where nothing differs', () => {
  const same = { ...DEFAULT_CLIENT_SETTINGS, networks: { list: [], stage: 'off' as const } };
  expect(settingsFacts(DEFAULT_CLIENT_SETTINGS, same)).toBeUndefined();
});
