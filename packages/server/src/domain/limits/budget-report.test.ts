import { expect, test } from 'vitest';
import { budgetReport } from './budget-report.ts';

const hour = (period: number, uses: number, credentialId = 'a') => ({ credentialId, period, uses });

test('a report tells of the hours that were over the budget, all credentials of the client together', () => {
  const hours = [hour(1, 60), hour(1, 50, 'b'), hour(2, 100), hour(3, 130), hour(4, 1)];
  expect(budgetReport(100, hours)).toEqual({ busiestHour: 130, hoursOver: 2, tokensOver: 40 });
});

test('a client that was never seen was never over', () => {
  expect(budgetReport(1, [])).toEqual({ busiestHour: 0, hoursOver: 0, tokensOver: 0 });
});
