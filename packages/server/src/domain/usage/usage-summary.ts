import { groupBy } from '../group-by.ts';
import type { CredentialUse, InstanceUse, NetworkUse, UsesInPeriod } from './usage.ts';

/** The use of several credentials together. */
export interface UsageSummary {
  readonly uses: number;
  /** Undefined where there is no use. */
  readonly first: CredentialUse | undefined;
  readonly last: CredentialUse | undefined;
  readonly lastTokenEndsAt: number | undefined;
  /** In the hour that goes on and the 23 before it. */
  readonly usesLately: number;
  /** Each day of the period, in order. Days are counted from 1970. */
  readonly days: readonly { readonly day: number; readonly uses: number }[];
  /** The most used first. */
  readonly networks: readonly Omit<NetworkUse, 'credentialId'>[];
  /** The latest first. */
  readonly instances: readonly Omit<InstanceUse, 'credentialId'>[];
}

export interface UsageParts {
  readonly credentials: readonly CredentialUse[];
  readonly hours: readonly UsesInPeriod[];
  readonly days: readonly UsesInPeriod[];
  readonly networks: readonly NetworkUse[];
  readonly instances: readonly InstanceUse[];
  /** Days, both included. */
  readonly period: { readonly from: number; readonly to: number };
}

export function sumUsage(parts: UsageParts): UsageSummary {
  const { credentials, hours, days, period } = parts;
  const byFirst = [...credentials].sort((one, other) => one.firstUsedAt - other.firstUsedAt);
  const byLast = [...credentials].sort((one, other) => one.lastUsedAt - other.lastUsedAt);
  const ends = credentials.map(({ lastTokenEndsAt }) => lastTokenEndsAt);
  return {
    uses: total(credentials),
    first: byFirst[0],
    last: byLast.at(-1),
    lastTokenEndsAt: ends.length === 0 ? undefined : Math.max(...ends),
    usesLately: total(hours),
    days: Array.from({ length: period.to - period.from + 1 }, (_, index) => {
      const day = period.from + index;
      return { day, uses: total(days.filter((counted) => counted.period === day)) };
    }),
    networks: sumNetworks(parts.networks),
    instances: sumInstances(parts.instances),
  };
}

function sumNetworks(uses: readonly NetworkUse[]): UsageSummary['networks'] {
  return [...groupBy(uses, ({ network }) => network)]
    .map(([network, group]) => ({
      network,
      uses: total(group),
      lastUsedAt: Math.max(...group.map(({ lastUsedAt }) => lastUsedAt)),
    }))
    .sort((one, other) => other.uses - one.uses);
}

/** An instance that moved from one secret to another is one. */
function sumInstances(uses: readonly InstanceUse[]): UsageSummary['instances'] {
  return [...groupBy(uses, ({ instance }) => instance)]
    .map(([instance, group]) => {
      const last = group.reduce((latest, use) => (use.lastUsedAt > latest.lastUsedAt ? use : latest));
      return {
        instance,
        version: last.version,
        uses: total(group),
        firstUsedAt: Math.min(...group.map(({ firstUsedAt }) => firstUsedAt)),
        lastUsedAt: last.lastUsedAt,
      };
    })
    .sort((one, other) => other.lastUsedAt - one.lastUsedAt);
}

function total(counts: readonly { readonly uses: number }[]): number {
  return counts.reduce((sum, { uses }) => sum + uses, 0);
}
