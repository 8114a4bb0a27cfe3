import { expect, test } from 'vitest';
import type { CredentialUse } from './usage.ts';
import { sumUsage, type UsageParts } from './usage-summary.ts';

const NOTHING: UsageParts = {
  credentials: [],
  hours: [],
  days: [],
  networks: [],
  instances: [],
  period: { from: 7, to: 9 },
};

const credential = (credentialId: string, given: Partial<CredentialUse>): CredentialUse => ({
  credentialId,
  clientId: 'rspub_1',
  firstUsedAt: 1,
  lastUsedAt: 2,
  lastNetwork: 'n',
  lastTokenEndsAt: 3,
  uses: 1,
  ...given,
});

test('nothing used is nothing, on each day of the period', () => {
  expect(sumUsage(NOTHING)).toEqual({
    uses: 0,
    first: undefined,
    last: undefined,
    lastTokenEndsAt: undefined,
    usesLately: 0,
    days: [7, 8, 9].map((day) => ({ day, uses: 0 })),
    networks: [],
    instances: [],
  });
});

test('the first use is the earliest, the last the latest of any credential', () => {
  const early = credential('a', { firstUsedAt: 1, lastUsedAt: 5, lastTokenEndsAt: 99 });
  const late = credential('b', { firstUsedAt: 4, lastUsedAt: 9, lastTokenEndsAt: 10 });
  expect(sumUsage({ ...NOTHING, credentials: [late, early] })).toMatchObject({
    uses: 2,
    first: early,
    last: late,
    lastTokenEndsAt: 99,
  });
});

test('an instance or a network that used two secrets is one, with the uses of both', () => {
  const instance = { instance: 'one', firstUsedAt: 1, uses: 2 };
  const summed = sumUsage({
    ...NOTHING,
    days: [
      { credentialId: 'a', period: 8, uses: 3 },
      { credentialId: 'b', period: 8, uses: 4 },
    ],
    networks: [
      { credentialId: 'a', network: 'quiet', uses: 5, lastUsedAt: 9 },
      { credentialId: 'a', network: 'busy', uses: 4, lastUsedAt: 3 },
      { credentialId: 'b', network: 'busy', uses: 4, lastUsedAt: 2 },
    ],
    instances: [
      { ...instance, credentialId: 'a', version: 'sdk/1', lastUsedAt: 5 },
      { ...instance, credentialId: 'b', version: 'sdk/2', lastUsedAt: 6 },
      { ...instance, credentialId: 'b', instance: 'two', version: null, lastUsedAt: 7 },
    ],
  });
  expect(summed.days[1]).toEqual({ day: 8, uses: 7 });
  expect(summed.networks).toEqual([
    { network: 'busy', uses: 8, lastUsedAt: 3 },
    { network: 'quiet', uses: 5, lastUsedAt: 9 },
  ]);
  expect(summed.instances).toEqual([
    { instance: 'two', version: null, uses: 2, firstUsedAt: 1, lastUsedAt: 7 },
    { instance: 'one', version: 'sdk/2', uses: 4, firstUsedAt: 1, lastUsedAt: 6 },
  ]);
});
