import type * as wire from '@gatepass/protocol';
import type { BudgetReport } from '../../../domain/limits/budget-report.ts';
import type { NetworkReport } from '../../../domain/limits/network-report.ts';
import { BUDGET_REPORT_HOURS, NETWORK_REPORT_DAYS } from '../../../usecases/report-limits/report-limits.ts';
import { toTime } from './to-wire.ts';

/** Enough to see who would be shut out; the counts are of all. */
const NETWORKS_TOLD = 50;

export function toNetworkReport(report: NetworkReport, delaySeconds: number): wire.NetworkReport {
  const { requests, outside, unknown, networks } = report;
  return {
    summary: networkSummary(report),
    days: NETWORK_REPORT_DAYS,
    requests,
    outside,
    unknown,
    networks: networks.slice(0, NETWORKS_TOLD).map((told) => ({
      network: told.network,
      requests: told.requests,
      last_used_at: toTime(told.lastUsedAt),
    })),
    delay_seconds: delaySeconds,
  };
}

export function toTokenBudgetReport(report: BudgetReport, delaySeconds: number): wire.TokenBudgetReport {
  const { busiestHour, hoursOver, tokensOver } = report;
  return {
    summary:
      `With this budget ${figure(hoursOver)} of the last ${BUDGET_REPORT_HOURS} hours would have been over it, ` +
      `by ${figure(tokensOver)} tokens. The busiest hour saw ${figure(busiestHour)}.`,
    hours: BUDGET_REPORT_HOURS,
    busiest_hour: busiestHour,
    hours_over: hoursOver,
    tokens_over: tokensOver,
    delay_seconds: delaySeconds,
  };
}

function networkSummary({ listed, requests, outside, unknown }: NetworkReport): string {
  if (listed === 0) return 'There is no list of networks: the client may ask from anywhere.';
  const failing = `With this list ${figure(outside)} of the last ${figure(requests)} requests would have failed`;
  return unknown === 0
    ? `${failing}.`
    : `${failing}, and of ${figure(unknown)} more the network was not kept.`;
}

function figure(count: number): string {
  return count.toLocaleString('en-US');
}
