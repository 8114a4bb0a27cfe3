import type { Selectable } from 'kysely';
import {
  type AllowedNetworks,
  type AuthMethod,
  type ClientSettings,
  DEFAULT_CLIENT_SETTINGS,
  type TokenBudget,
} from '../domain/client/client.ts';
import type { Database } from './schema.ts';
import { toTime } from './to-time.ts';

type SettingsRow = Pick<
  Selectable<Database['client']>,
  | 'auth_method'
  | 'self_rotation'
  | 'ends_at'
  | 'jwks_uri'
  | 'networks'
  | 'networks_stage'
  | 'token_budget'
  | 'token_budget_stage'
>;

/** Most clients are set as they were made; they share one object. */
export function settingsOf(row: SettingsRow): ClientSettings {
  if (
    row.auth_method === 'client_secret' &&
    row.self_rotation === 0 &&
    row.ends_at === null &&
    row.jwks_uri === null &&
    row.networks === null &&
    row.token_budget === null
  ) {
    return DEFAULT_CLIENT_SETTINGS;
  }
  return {
    authMethod: row.auth_method as AuthMethod,
    selfRotation: row.self_rotation === 1,
    endsAt: toTime(row.ends_at),
    jwksUri: row.jwks_uri,
    networks:
      row.networks === null
        ? DEFAULT_CLIENT_SETTINGS.networks
        : {
            list: JSON.parse(row.networks) as string[],
            stage: row.networks_stage as AllowedNetworks['stage'],
          },
    tokenBudget:
      row.token_budget === null
        ? null
        : { tokensPerHour: row.token_budget, stage: row.token_budget_stage as TokenBudget['stage'] },
  };
}

export function settingsColumns(settings: Partial<ClientSettings>): Partial<SettingsRow> {
  const { authMethod, selfRotation, endsAt, jwksUri, networks, tokenBudget } = settings;
  return {
    ...(authMethod !== undefined && { auth_method: authMethod }),
    ...(selfRotation !== undefined && { self_rotation: selfRotation ? 1 : 0 }),
    ...(endsAt !== undefined && { ends_at: endsAt }),
    ...(jwksUri !== undefined && { jwks_uri: jwksUri }),
    ...(networks !== undefined && {
      networks: networks.list.length === 0 ? null : JSON.stringify(networks.list),
      networks_stage: networks.stage,
    }),
    ...(tokenBudget !== undefined && {
      token_budget: tokenBudget?.tokensPerHour ?? null,
      token_budget_stage: tokenBudget?.stage ?? 'observe',
    }),
  };
}
