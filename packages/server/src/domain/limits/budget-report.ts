import type { UsesInPeriod } from '../usage/usage.ts';

/** What a token budget would have meant for the tokens that were issued, by full hours. */
export interface BudgetReport {
  /** How many tokens the busiest hour saw. */
  readonly busiestHour: number;
  /** How many hours saw more tokens than the budget. */
  readonly hoursOver: number;
  /** How many tokens these hours saw beyond it. */
  readonly tokensOver: number;
}

/** Takes the hours of all credentials of a client. */
export function budgetReport(tokensPerHour: number, hours: readonly UsesInPeriod[]): BudgetReport {
  const tokens = new Map<number, number>();
  for (const { period, uses } of hours) tokens.set(period, uses + (tokens.get(period) ?? 0));
  const over = [...tokens.values()].map((uses) => uses - tokensPerHour).filter((excess) => excess > 0);
  return {
    busiestHour: Math.max(0, ...tokens.values()),
    hoursOver: over.length,
    tokensOver: over.reduce((sum, excess) => sum + excess, 0),
  };
}
