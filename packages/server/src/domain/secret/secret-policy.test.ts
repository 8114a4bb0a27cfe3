import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultEnd, leastOf, secretEnd } from './secret-policy.ts';

const lifetime = fc.option(fc.integer({ min: 1, max: 1e12 }), { nil: null });
const moment = fc.integer({ min: 0, max: 1e12 });

describe('a secret of which nobody says when it ends', () => {
  test('has no end without a policy', () => {
    expect(defaultEnd({ defaultLifetime: null, maxLifetime: null }, 5)).toBeNull();
  });

  test('ends by the default, else by the maximum, whichever is earlier', () => {
    expect(defaultEnd({ defaultLifetime: 10, maxLifetime: 90 }, 5)).toBe(15);
    expect(defaultEnd({ defaultLifetime: null, maxLifetime: 90 }, 5)).toBe(95);
  });

  test('always ends as the policy would also have allowed to ask for', () => {
    fc.assert(
      fc.property(lifetime, lifetime, moment, (defaultLifetime, maxLifetime, begins) => {
        const policy = { defaultLifetime, maxLifetime };
        const end = defaultEnd(policy, begins);
        expect(end === null || secretEnd(policy, end, begins).ok).toBe(true);
      }),
    );
  });
});

describe('a secret that is to end at a set time', () => {
  test('is refused where that is not after its beginning', () => {
    const policy = { defaultLifetime: null, maxLifetime: null };
    expect(secretEnd(policy, 5, 5)).toEqual({ ok: false, refusal: 'lifetime_empty' });
    expect(secretEnd(policy, 6, 5)).toEqual({ ok: true, value: 6 });
  });

  test('may outlive the default, never the maximum', () => {
    const policy = { defaultLifetime: 10, maxLifetime: 90 };
    expect(secretEnd(policy, 95, 5)).toEqual({ ok: true, value: 95 });
    expect(secretEnd(policy, 96, 5)).toEqual({ ok: false, refusal: 'lifetime_too_long' });
  });
});

test('of two ends the earlier one counts, and none is later than any', () => {
  expect([leastOf(1, 2), leastOf(null, 2), leastOf(1, null), leastOf(null, null)]).toEqual([1, 2, 1, null]);
});
