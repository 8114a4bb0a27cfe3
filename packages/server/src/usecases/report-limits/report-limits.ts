import { ok, type Result, refuse } from '@gatepass/protocol';
import type { Client } from '../../domain/client/client.ts';
import { type BudgetReport, budgetReport } from '../../domain/limits/budget-report.ts';
import { type NetworkReport, networkReport } from '../../domain/limits/network-report.ts';
import { type NetworkListRefusal, parseNetworkList } from '../../domain/network/network-list.ts';
import type { Store } from '../../domain/store.ts';

export interface ReportDeps {
  readonly store: {
    readonly clients: Pick<Store['clients'], 'find'>;
    readonly usage: Pick<Store['usage'], 'ofClient' | 'networks' | 'hours'>;
  };
}

/** So far back do reports look: as far as is kept of each. */
export const NETWORK_REPORT_DAYS = 30;
export const BUDGET_REPORT_HOURS = 72;

const HOUR = 3_600_000;

/** What a list of networks, or the client's own where none is given, would have refused. `now` in milliseconds. */
export async function reportNetworks(
  deps: ReportDeps,
  clientId: string,
  texts: readonly string[] | undefined,
  now: number,
): Promise<Result<NetworkReport, 'client_unknown' | NetworkListRefusal>> {
  const client = await deps.store.clients.find(clientId);
  if (client === undefined) return refuse('client_unknown');
  const list = texts === undefined ? ok(client.settings.networks.list) : parseNetworkList(texts);
  if (!list.ok) return list;
  const sinceDay = Math.floor(now / (24 * HOUR)) - NETWORK_REPORT_DAYS;
  const uses = await deps.store.usage.networks(await credentialsOf(deps, client), sinceDay);
  return ok(networkReport(list.value, uses));
}

/** What a budget of so many tokens an hour would have refused. `now` in milliseconds. */
export async function reportTokenBudget(
  deps: ReportDeps,
  clientId: string,
  tokensPerHour: number,
  now: number,
): Promise<Result<BudgetReport, 'client_unknown'>> {
  const client = await deps.store.clients.find(clientId);
  if (client === undefined) return refuse('client_unknown');
  const sinceHour = Math.floor(now / HOUR) - BUDGET_REPORT_HOURS;
  return ok(
    budgetReport(tokensPerHour, await deps.store.usage.hours(await credentialsOf(deps, client), sinceHour)),
  );
}

async function credentialsOf(deps: ReportDeps, client: Client): Promise<readonly string[]> {
  return (await deps.store.usage.ofClient(client.id)).map(({ credentialId }) => credentialId);
}
