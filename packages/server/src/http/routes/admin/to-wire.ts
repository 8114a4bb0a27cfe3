import * as wire from '@gatepass/protocol';
import type { Api } from '../../../domain/api/api.ts';
import type { Client } from '../../../domain/client/client.ts';
import type { Operator } from '../../../domain/operator/operator.ts';
import type { Partner } from '../../../domain/partner/partner.ts';
import { type Secret, secretState } from '../../../domain/secret/secret.ts';

/** The domain's objects as the admin API tells them. Digests stay behind. */
export function toPartner(partner: Partner): wire.Partner {
  return {
    id: partner.id,
    name: partner.name,
    status: partner.status,
    created_at: toTime(partner.createdAt),
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
    status: client.status,
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
    revoked_at: toTimeOrNull(secret.revokedAt),
    exposed_at: toTimeOrNull(secret.exposedAt),
  };
}

export function toOperator(operator: Operator): wire.Operator {
  return {
    id: operator.id,
    name: operator.name,
    role: operator.role,
    created_at: toTime(operator.createdAt),
  };
}

function toTime(milliseconds: number): wire.Timestamp {
  return new Date(milliseconds).toISOString();
}

function toTimeOrNull(milliseconds: number | null): wire.Timestamp | null {
  return milliseconds === null ? null : toTime(milliseconds);
}
