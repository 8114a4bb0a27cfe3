import { Type } from 'typebox';
import { named } from '../../named-schema.ts';
import { AccountSchema, ClientSchema, PartnerSchema, SecretSchema } from '../admin/admin-schemas.ts';
import { ClientKeySchema } from '../admin/client-key-schemas.ts';
import {
  CreatedRotationSchema,
  RevokedSecretSchema,
  RotationSchema,
  UndoneRotationSchema,
} from '../admin/rotation-schemas.ts';
import { CreatedWebhookSchema, WebhookSchema } from '../admin/webhook-schemas.ts';

/*
 * What a partner is told of its own: as operators are told it, without the words in which they gave their reasons. An
 * answer holds what its schema names and nothing else, so what is left out here never goes out.
 */

const status = Type.Enum(['active', 'disabled']);
const timeOrNull = Type.Union([Type.String(), Type.Null()]);

export const PartnerAccountSchema = named(
  'PartnerAccount',
  Type.Object(Type.Omit(AccountSchema, ['status_reason']).properties),
);
export const PartnerClientSchema = named(
  'PartnerClient',
  Type.Object(Type.Omit(ClientSchema, ['status_reason']).properties),
);

const secret = Type.Omit(SecretSchema, ['retire_reason', 'revoked_reason']).properties;
export const PartnerSecretSchema = named('PartnerSecret', Type.Object(secret));
export const PartnerRevokedSecretSchema = named(
  'PartnerRevokedSecret',
  Type.Object({ ...secret, revoked_with_it: RevokedSecretSchema.properties.revoked_with_it }),
);
export const PartnerClientKeySchema = named(
  'PartnerClientKey',
  Type.Object(Type.Omit(ClientKeySchema, ['revoked_reason']).properties),
);

const secrets = { old: PartnerSecretSchema, new: PartnerSecretSchema };
export const PartnerRotationSchema = named(
  'PartnerRotation',
  Type.Object({ ...RotationSchema.properties, ...secrets }),
);
export const PartnerCreatedRotationSchema = named(
  'PartnerCreatedRotation',
  Type.Object({ ...CreatedRotationSchema.properties, ...secrets }),
);
export const PartnerUndoneRotationSchema = named(
  'PartnerUndoneRotation',
  Type.Object({
    ...UndoneRotationSchema.properties,
    restored: PartnerSecretSchema,
    withdrawn: PartnerSecretSchema,
  }),
);

export const PartnerMemberSchema = named(
  'PartnerMember',
  Type.Object({
    id: Type.String(),
    name: timeOrNull,
    email: timeOrNull,
    status,
    created_at: Type.String(),
  }),
);
export const PartnerProfileSchema = named(
  'PartnerProfile',
  Type.Object({
    partner: Type.Object(Type.Omit(PartnerSchema, ['status_reason']).properties),
    member: PartnerMemberSchema,
  }),
);

const webhook = Type.Omit(WebhookSchema, ['partner_id', 'status_reason']).properties;
export const PartnerWebhookSchema = named('PartnerWebhook', Type.Object(webhook));
export const PartnerCreatedWebhookSchema = named(
  'PartnerCreatedWebhook',
  Type.Object({ ...webhook, webhook_secret: CreatedWebhookSchema.properties.webhook_secret }),
);
