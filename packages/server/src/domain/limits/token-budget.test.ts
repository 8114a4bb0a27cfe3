import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokenBudgets, type TokenBudgets } from './token-budget.ts';

const HOUR = 3_600_000;
/** The beginning of a minute. */
const START = 1_699_999_980_000;
const enforced = (tokensPerHour: number) => ({ tokensPerHour, stage: 'enforce' as const });

function spend(budgets: TokenBudgets, count: number, now: number, tokensPerHour = 100): number {
  let given = 0;
  for (let asked = 0; asked < count; asked++) {
    if (!budgets.spend('a', enforced(tokensPerHour), now).over) given++;
  }
  return given;
}

describe('a token budget', () => {
  test('tells what is left, and when some of it comes back', () => {
    const budgets = createTokenBudgets();
    expect(budgets.spend('a', enforced(3), START)).toEqual({ over: false, remaining: 2, resetSeconds: 3660 });
    expect(budgets.spend('a', enforced(3), START + 90_000).remaining).toBe(1);
    expect(budgets.spend('a', enforced(3), START + 90_500)).toEqual({
      over: false,
      remaining: 0,
      resetSeconds: 3570,
    });
    expect(budgets.spend('a', enforced(3), START + 90_500)).toEqual({
      over: true,
      remaining: 0,
      resetSeconds: 3570,
    });
  });

  test('is not used up by being looked at', () => {
    const budgets = createTokenBudgets();
    for (let times = 0; times < 5; times++) {
      expect(budgets.look('a', enforced(1), START)).toMatchObject({ over: false, remaining: 1 });
    }
    budgets.spend('a', enforced(1), START);
    expect(budgets.look('a', enforced(1), START)).toEqual({ over: true, remaining: 0, resetSeconds: 3660 });
  });

  test('comes back when it said that it would', () => {
    const budgets = createTokenBudgets();
    spend(budgets, 100, START + 17);
    const { resetSeconds } = budgets.spend('a', enforced(100), START + 40_000);
    expect(spend(budgets, 1, START + 40_000 + resetSeconds * 1000 - 1000)).toBe(0);
    expect(spend(budgets, 101, START + 40_000 + resetSeconds * 1000)).toBe(100);
  });

  test('does not count what it refused', () => {
    const budgets = createTokenBudgets();
    spend(budgets, 100, START);
    for (let minute = 1; minute < 61; minute++) spend(budgets, 50, START + minute * 60_000);
    expect(spend(budgets, 100, START + 61 * 60_000)).toBe(100);
  });

  test.each(['observe', 'warn'] as const)(
    'refuses nothing at stage %s, and tells of what went over',
    (stage) => {
      const budgets = createTokenBudgets();
      const states = [0, 1, 2].map(() => budgets.spend('a', { tokensPerHour: 2, stage }, START));
      expect(states.map(({ over, remaining }) => [over, remaining])).toEqual([
        [false, 1],
        [false, 0],
        [true, 0],
      ]);
    },
  );

  test('at its last stage refuses until as much has left as went over before', () => {
    const budgets = createTokenBudgets();
    for (let minute = 0; minute < 3; minute++) {
      for (let token = 0; token < 5; token++) {
        budgets.spend('a', { tokensPerHour: 6, stage: 'warn' }, START + minute * 60_000);
      }
    }
    const { over, resetSeconds } = budgets.spend('a', enforced(6), START + 120_000);
    expect(over).toBe(true);
    expect(resetSeconds).toBe(3660 - 120 + 60);
  });

  test('is each client’s own', () => {
    const budgets = createTokenBudgets();
    spend(budgets, 100, START);
    expect(budgets.spend('b', enforced(100), START).over).toBe(false);
  });

  test('starts anew when the clock was set back by more than its hour', () => {
    const budgets = createTokenBudgets();
    spend(budgets, 100, START);
    expect(spend(budgets, 101, START - 2 * HOUR)).toBe(100);
  });

  test('goes on counting when the clock was set back by less', () => {
    const budgets = createTokenBudgets();
    spend(budgets, 100, START);
    expect(spend(budgets, 1, START - 61_000)).toBe(0);
  });

  test('never has more in any hour, and gives all of it to whoever waited', () => {
    const step = fc.record({ pause: fc.integer({ min: 0, max: 1_500_000 }), asked: fc.nat({ max: 12 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), fc.integer({ min: 1, max: 20 }), (steps, limit) => {
        const budgets = createTokenBudgets();
        const given: number[] = [];
        let now = START;
        for (const { pause, asked } of steps) {
          now += pause;
          const before = given.filter((at) => at > now - HOUR - 60_000).length;
          const got = spend(budgets, asked, now, limit);
          for (let token = 0; token < got; token++) given.push(now);
          const within = given.filter((at) => at > now - HOUR).length;
          expect(within).toBeLessThanOrEqual(limit);
          expect(got).toBeGreaterThanOrEqual(Math.min(asked, limit - before));
        }
      }),
    );
  });
});
