import { describe, expect, test } from 'vitest';
import { OPERATIONS } from './operations.ts';
import { PARTNER_OPERATIONS } from './partner-operations.ts';

/** What members have in a form of their own: it is about themselves, so that it takes less. */
const OF_THEIR_OWN = ['createPartnerRequest', 'listOwnMembers', 'listOwnTokens', 'showOwnPartner'];

describe('what a member is asked in the place of an operator', () => {
  test.each(Object.entries(PARTNER_OPERATIONS))('%s is %s: the same in the other API', (admin, partner) => {
    const one = OPERATIONS[admin as keyof typeof OPERATIONS];
    const { path, ...other } = OPERATIONS[partner];
    expect(one).toEqual({ ...other, path: one.path });
    expect(one.path).toMatch(/^\/api\/v1\/admin\//);
    expect(path).toMatch(/^\/api\/v1\/partner\//);
  });

  test('is everything that the partner API can do', () => {
    const all = Object.entries(OPERATIONS).filter(([, { path }]) => path.startsWith('/api/v1/partner'));
    expect(all.map(([id]) => id).sort()).toEqual(
      [...Object.values(PARTNER_OPERATIONS), ...OF_THEIR_OWN].sort(),
    );
  });
});
