import type { Facts } from '../ledger/ledger-entry.ts';
import type { ClientSettings } from './client.ts';

/** For the ledger: what differs between two sets of settings, before and after; undefined where nothing does. */
export function settingsFacts(
  former: ClientSettings,
  latter: ClientSettings,
): { readonly before: Facts; readonly after: Facts } | undefined {
  const [before, after] = [toFacts(former), toFacts(latter)];
  const changed = Object.keys(after).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  if (changed.length === 0) return undefined;
  return { before: only(before, changed), after: only(after, changed) };
}

function toFacts(settings: ClientSettings): Facts {
  const { networks, tokenBudget, endsAt } = settings;
  return {
    auth_method: settings.authMethod,
    self_rotation: settings.selfRotation,
    ends_at: endsAt === null ? null : new Date(endsAt).toISOString(),
    jwks_uri: settings.jwksUri,
    networks: networks.list,
    networks_stage: networks.stage,
    tokens_per_hour: tokenBudget?.tokensPerHour ?? null,
    token_budget_stage: tokenBudget?.stage ?? null,
  };
}

function only(facts: Facts, names: readonly string[]): Facts {
  return Object.fromEntries(names.map((name) => [name, facts[name] ?? null]));
}
