import type * as wire from '@gatepass/protocol';
import type { CredentialUse } from '../../../domain/usage/usage.ts';
import type { UsageSummary } from '../../../domain/usage/usage-summary.ts';
import { timesInWords, useInWords } from '../../../domain/usage/use-in-words.ts';
import type { UsageReport } from '../../../usecases/report-usage/report-usage.ts';
import { toTime, toTimeOrNull } from './to-wire.ts';

const DAY = 86_400_000;

/** When the figures are of, and how late they may be. */
export interface UsageMoment {
  /** Milliseconds. */
  readonly now: number;
  readonly delaySeconds: number;
}

export function toSecretUsage(secretId: string, report: UsageReport, moment: UsageMoment): wire.SecretUsage {
  return { secret_id: secretId, ...toUsage(report.summary, moment) };
}

export function toClientUsage(clientId: string, report: UsageReport, moment: UsageMoment): wire.ClientUsage {
  return {
    client_id: clientId,
    ...toUsage(report.summary, moment),
    credentials: report.credentials.map((use) => ({ credential_id: use.credentialId, ...toLastUse(use) })),
  };
}

function toUsage(summary: UsageSummary, { now, delaySeconds }: UsageMoment): wire.Usage {
  const { first, last, lastTokenEndsAt } = summary;
  return {
    uses: summary.uses,
    first_used_at: toTimeOrNull(first?.firstUsedAt ?? null),
    last_used_at: toTimeOrNull(last?.lastUsedAt ?? null),
    last_network: last?.lastNetwork ?? null,
    last_token_ends_at: toTimeOrNull(lastTokenEndsAt ?? null),
    summary: summaryInWords(summary, now),
    uses_last_24_hours: summary.usesLately,
    days: summary.days.map(({ day, uses }) => ({ day: toTime(day * DAY).slice(0, 10), uses })),
    networks: summary.networks.map(({ network, uses, lastUsedAt }) => ({
      network,
      uses,
      last_used_at: toTime(lastUsedAt),
    })),
    instances: summary.instances.map(({ instance, version, uses, firstUsedAt, lastUsedAt }) => ({
      instance,
      version,
      uses,
      first_used_at: toTime(firstUsedAt),
      last_used_at: toTime(lastUsedAt),
    })),
    as_of: toTime(now),
    delay_seconds: delaySeconds,
  };
}

function summaryInWords({ uses, usesLately, last, lastTokenEndsAt }: UsageSummary, now: number): string {
  const use = useInWords(
    {
      usesLately,
      lastUsedAt: last?.lastUsedAt ?? null,
      lastNetwork: last?.lastNetwork ?? null,
      tokensEndAt: lastTokenEndsAt !== undefined && lastTokenEndsAt > now ? lastTokenEndsAt : null,
    },
    now,
  );
  return uses === 0 ? use : `${use}; used ${timesInWords(uses)} in all`;
}

function toLastUse(use: CredentialUse): wire.LastUse {
  return {
    uses: use.uses,
    first_used_at: toTime(use.firstUsedAt),
    last_used_at: toTime(use.lastUsedAt),
    last_network: use.lastNetwork,
    last_token_ends_at: toTime(use.lastTokenEndsAt),
  };
}
