import type { Usage } from '@gatepass/protocol';
import { expect, test } from 'vitest';
import { usageLines } from './usage-lines.ts';

const NEVER: Usage = {
  summary: 'never seen in use; no live tokens',
  uses: 0,
  first_used_at: null,
  last_used_at: null,
  last_network: null,
  last_token_ends_at: null,
  uses_last_24_hours: 0,
  days: [
    { day: '2026-11-23', uses: 0 },
    { day: '2026-11-24', uses: 0 },
  ],
  networks: [],
  instances: [],
  as_of: '2026-11-24T12:00:00.000Z',
  delay_seconds: 10,
};

const USED: Usage = {
  ...NEVER,
  summary:
    'used 1,204 times in 24 h, last 2 minutes ago from 203.0.113.0/24; live tokens end 12:03 UTC; used 40,120 times in all',
  uses: 40_120,
  uses_last_24_hours: 1204,
  first_used_at: '2026-10-01T00:00:00.000Z',
  last_used_at: '2026-11-24T11:58:00.000Z',
  last_network: '203.0.113.7',
  last_token_ends_at: '2026-11-24T12:03:00.000Z',
  days: [
    { day: '2026-11-23', uses: 0 },
    { day: '2026-11-24', uses: 1204 },
  ],
  networks: [{ network: '203.0.113.7', uses: 1204, last_used_at: '2026-11-24T11:58:00.000Z' }],
};

test('what was never used is so in one line, with what may be missing', () => {
  expect(usageLines(NEVER)).toBe(
    'never seen in use; no live tokens\nuses of the last 10 seconds may be missing\n',
  );
});

test('use is the server’s sentence, then what there is of days, networks and processes', () => {
  expect(usageLines(USED)).toBe(
    [
      USED.summary,
      'uses of the last 10 seconds may be missing',
      '',
      'day         uses',
      '2026-11-24  1204',
      '',
      'network      uses  last_used_at',
      '203.0.113.7  1204  2026-11-24T11:58:00.000Z',
      '',
    ].join('\n'),
  );
});

test('what a process calls itself cannot act on the terminal', () => {
  const at = '2026-11-24T11:58:00.000Z';
  const instance = { instance: 'i', version: '\u001b[2J', uses: 1, first_used_at: at, last_used_at: at };
  expect(usageLines({ ...USED, instances: [instance] })).not.toContain('\u001b');
});
