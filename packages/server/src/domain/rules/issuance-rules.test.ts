import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  defaultRules,
  type IssuanceTerms,
  isLaxer,
  needsSecond,
  SECOND_APPROVAL,
  sameRules,
} from './issuance-rules.ts';

const SCOPES = ['read', 'write', 'payout'];
const rules = fc.record<IssuanceTerms>({
  secondApproval: fc.constantFrom(...SECOND_APPROVAL),
  sensitiveScopes: fc.subarray(SCOPES),
  automaticApproval: fc.boolean(),
});

describe('issuance rules', () => {
  test('ask for two people always in a live deployment, and approve by themselves in a sandbox', () => {
    const live = defaultRules('live', { alone: false });
    expect(needsSecond(live, ['read'])).toBe(true);
    expect(live.automaticApproval).toBe(false);
    const sandbox = defaultRules('sandbox', { alone: false });
    expect(needsSecond(sandbox, ['read'])).toBe(false);
    expect(sandbox.automaticApproval).toBe(true);
  });

  test('let one person approve on a machine of their own, and nothing approve itself in a live deployment', () => {
    const live = defaultRules('live', { alone: true });
    expect(needsSecond(live, ['read'])).toBe(false);
    expect(live.automaticApproval).toBe(false);
  });

  test('ask for two people where a scope is sensitive', () => {
    const sensitive = {
      secondApproval: 'sensitive',
      sensitiveScopes: ['payout'],
      automaticApproval: true,
    } as const;
    expect(needsSecond(sensitive, ['read', 'payout'])).toBe(true);
    expect(needsSecond(sensitive, ['read'])).toBe(false);
    expect(needsSecond({ ...sensitive, secondApproval: 'never' }, ['payout'])).toBe(false);
  });

  test('that are not laxer ask for a second person wherever those before did', () => {
    fc.assert(
      fc.property(rules, rules, fc.subarray(SCOPES, { minLength: 1 }), (now, then, scope) => {
        if (isLaxer(now, then)) return;
        if (needsSecond(now, scope)) expect(needsSecond(then, scope)).toBe(true);
        if (!now.automaticApproval) expect(then.automaticApproval).toBe(false);
      }),
    );
  });

  test('become laxer by several steps only where one of the steps is', () => {
    fc.assert(
      fc.property(rules, rules, rules, (one, two, three) => {
        if (isLaxer(one, three)) expect(isLaxer(one, two) || isLaxer(two, three)).toBe(true);
      }),
    );
  });

  test('are the same whatever the order of their scopes', () => {
    fc.assert(
      fc.property(rules, (some) => {
        const other = { ...some, sensitiveScopes: some.sensitiveScopes.toReversed() };
        expect(sameRules(some, other)).toBe(true);
      }),
    );
  });
});
