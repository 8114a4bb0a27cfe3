import { expect, test } from 'vitest';
import { type ClientWarning, createExpiryNotice } from './credential-expiry.ts';

function setUp() {
  const warnings: ClientWarning[] = [];
  return { warnings, notice: createExpiryNotice('rspub_1', (warning) => warnings.push(warning)) };
}

test('names the client, the day and what to do', () => {
  const { warnings, notice } = setUp();
  notice('2026-12-24T06:00:00Z');
  expect(warnings).toEqual([
    {
      code: 'CREDENTIAL_EXPIRES',
      clientId: 'rspub_1',
      expiresAt: new Date('2026-12-24T06:00:00Z'),
      message: expect.stringMatching(/rspub_1 ends on 2026-12-24 .*gatepass secrets rotate/),
    },
  ]);
});

test('is given once for each end, not for each token', () => {
  const { warnings, notice } = setUp();
  for (const day of ['24', '24', '31', '24', '31']) notice(`2026-12-${day}T06:00:00Z`);
  // Another spelling of the same moment.
  notice('2026-12-24T07:00:00.000+01:00');
  expect(warnings.map(({ expiresAt }) => expiresAt.getUTCDate())).toEqual([24, 31]);
});

test.each([null, '', 'soon', '2026-02-31T00:00:00Z'])('is not given for %j', (header) => {
  const { warnings, notice } = setUp();
  notice(header);
  expect(warnings).toEqual([]);
});

test('costs no token where the function that is warned throws', () => {
  const notice = createExpiryNotice('rspub_1', () => {
    throw new Error('no log today');
  });
  expect(() => notice('2026-12-24T06:00:00Z')).not.toThrow();
});
