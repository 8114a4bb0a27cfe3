import { ok, type Result, refuse } from '@gatepass/protocol';
import type { Store, UsageStore } from '../../domain/store.ts';
import type { CredentialUse } from '../../domain/usage/usage.ts';
import { sumUsage, type UsageSummary } from '../../domain/usage/usage-summary.ts';

export interface ReportUsageDeps {
  readonly store: {
    readonly clients: Pick<Store['clients'], 'find'>;
    readonly secrets: Pick<Store['secrets'], 'find'>;
    readonly usage: Pick<
      UsageStore,
      'ofClient' | 'ofCredentials' | 'hours' | 'days' | 'networks' | 'instances'
    >;
  };
}

export interface UsageReport {
  readonly summary: UsageSummary;
  /** Each credential that was ever used, the latest first. */
  readonly credentials: readonly CredentialUse[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Days that a report looks back on, the one that goes on included. */
const REPORTED_DAYS = 30;

/** How a secret is used. `now` in milliseconds. */
export async function reportSecretUsage(
  deps: ReportUsageDeps,
  secretId: string,
  now: number,
): Promise<Result<UsageReport, 'secret_unknown'>> {
  const secret = await deps.store.secrets.find(secretId);
  if (secret === undefined) return refuse('secret_unknown');
  return ok(await reportUsage(deps, await deps.store.usage.ofCredentials([secretId]), now));
}

/** How all credentials of a client are used, those that have ended included. `now` in milliseconds. */
export async function reportClientUsage(
  deps: ReportUsageDeps,
  clientId: string,
  now: number,
): Promise<Result<UsageReport, 'client_unknown'>> {
  const client = await deps.store.clients.find(clientId);
  if (client === undefined) return refuse('client_unknown');
  return ok(await reportUsage(deps, await deps.store.usage.ofClient(clientId), now));
}

async function reportUsage(
  { store: { usage } }: ReportUsageDeps,
  credentials: readonly CredentialUse[],
  now: number,
): Promise<UsageReport> {
  const ids = credentials.map(({ credentialId }) => credentialId);
  const today = Math.floor(now / DAY);
  const firstDay = today - (REPORTED_DAYS - 1);
  return {
    credentials: [...credentials].sort((one, other) => other.lastUsedAt - one.lastUsedAt),
    summary: sumUsage({
      credentials,
      hours: await usage.hours(ids, Math.floor(now / HOUR) - 23),
      days: await usage.days(ids, firstDay),
      networks: await usage.networks(ids, firstDay),
      instances: await usage.instances(ids, firstDay * DAY),
      period: { from: firstDay, to: today },
    }),
  };
}
