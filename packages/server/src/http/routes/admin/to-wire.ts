import * as wire from '@gatepass/protocol';
import type { Type } from 'typebox';
import type { Account } from '../../../domain/account/account.ts';
import type { Api } from '../../../domain/api/api.ts';
import type { Client } from '../../../domain/client/client.ts';
import type { Leak } from '../../../domain/leak/leak.ts';
import type { Partner } from '../../../domain/partner/partner.ts';
import { type Secret, secretState } from '../../../domain/secret/secret.ts';
import type { PartnerSchema } from './admin-schemas.ts';

/** The domain's objects as the admin API tells them. Digests stay behind. */
export function toPartner(partner: Partner): Type.Static<typeof PartnerSchema> {
  return {
    id: partner.id,
    name: partner.name,
    ...toStatus(partner),
    ends_at: toTimeOrNull(partner.endsAt),
    created_at: toTime(partner.createdAt),
  };
}

export function toAccount(account: Account): wire.Account {
  return {
    id: account.id,
    ...toStatus(account),
    ends_at: toTimeOrNull(account.endsAt),
    created_at: toTime(account.createdAt),
  };
}

export function toLeak(leak: Leak): wire.Leak {
  return {
    id: leak.id,
    source: leak.source,
    url: leak.url,
    reporter: leak.reporter,
    reported_at: toTime(leak.reportedAt),
  };
}

export function toApi(api: Api): wire.Api {
  return { id: api.id, name: api.name, audience: api.audience, created_at: toTime(api.createdAt) };
}

export function toClient(client: Client): wire.Client {
  return {
    client_id: client.id,
    partner_id: client.partnerId,
    name: client.name,
    parent_account_id: client.parentAccountId,
    scope: wire.formatScope(client.scope),
    ...toStatus(client),
    auth_method: client.settings.authMethod,
    self_rotation: client.settings.selfRotation,
    ends_at: toTimeOrNull(client.settings.endsAt),
    jwks_uri: client.settings.jwksUri,
    networks: [...client.settings.networks.list],
    networks_stage: client.settings.networks.stage,
    tokens_per_hour: client.settings.tokenBudget?.tokensPerHour ?? null,
    token_budget_stage: client.settings.tokenBudget?.stage ?? null,
    created_at: toTime(client.createdAt),
  };
}

export function toSecret(secret: Secret, now: number): wire.Secret {
  return {
    id: secret.id,
    client_id: secret.clientId,
    label: secret.label,
    hint: secret.hint,
    state: secretState(secret, now),
    created_at: toTime(secret.createdAt),
    not_before: toTimeOrNull(secret.notBefore),
    expires_at: toTimeOrNull(secret.expiresAt),
    retire_at: toTimeOrNull(secret.retireAt),
    held_at: toTimeOrNull(secret.heldAt),
    retired_at: toTimeOrNull(secret.retiredAt),
    retire_reason: secret.retireReason,
    revoked_at: toTimeOrNull(secret.revokedAt),
    revoked_reason: secret.revokedReason,
    made_with: secret.madeWith,
    replaces: secret.replaces,
    exposed_at: toTimeOrNull(secret.exposedAt),
  };
}

export function toStatus({ status, statusChange }: Pick<Client, 'status' | 'statusChange'>) {
  return {
    status,
    status_reason: statusChange?.reason ?? null,
    status_changed_at: toTimeOrNull(statusChange?.at ?? null),
  };
}

export function toTime(milliseconds: number): wire.Timestamp {
  return new Date(milliseconds).toISOString();
}

export function toTimeOrNull(milliseconds: number | null): wire.Timestamp | null {
  return milliseconds === null ? null : toTime(milliseconds);
}
