import { Type } from 'typebox';
import { name, ReasonSchema, SecretSchema, timestamp } from './admin-schemas.ts';

const closed = { additionalProperties: false } as const;
const timeOrNull = Type.Union([Type.String(), Type.Null()]);

const YEAR_SECONDS = 31_536_000;

export const StartRotationSchema = Type.Object(
  {
    secret_id: Type.Optional(Type.String({ maxLength: 64 })),
    label: Type.Optional(name),
    overlap_seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: YEAR_SECONDS })),
    // An SDK asks once in minutes, and counts are written in batches: less than a minute shows nothing.
    unused_for_seconds: Type.Optional(Type.Integer({ minimum: 60, maximum: YEAR_SECONDS })),
    expires_at: Type.Optional(timestamp),
  },
  closed,
);

const MovedSchema = Type.Object({ moved: Type.Integer(), all: Type.Integer() });

export const RotationSchema = Type.Object({
  client_id: Type.String(),
  old: SecretSchema,
  new: SecretSchema,
  step: Type.Enum(['deploy', 'seen', 'retire', 'held', 'done']),
  safe_to_retire: Type.Boolean(),
  verdict: Type.String(),
  evidence: Type.Object({
    old_last_used_at: timeOrNull,
    old_last_network: timeOrNull,
    old_unused_seconds: Type.Integer(),
    unused_for_seconds: Type.Integer(),
    new_first_used_at: timeOrNull,
    new_last_used_at: timeOrNull,
    instances: MovedSchema,
    networks: MovedSchema,
  }),
  delay_seconds: Type.Number(),
});
export const CreatedRotationSchema = Type.Object({
  ...RotationSchema.properties,
  client_secret: Type.String(),
});

export const UndoneRotationSchema = Type.Object({
  client_id: Type.String(),
  restored: SecretSchema,
  withdrawn: SecretSchema,
});

/** A reason, and where it is needed the second word. */
export const ForcedReasonSchema = Type.Object(
  { ...ReasonSchema.properties, force: Type.Optional(Type.Boolean()) },
  closed,
);

export const RevokeSecretSchema = Type.Object(
  { ...ReasonSchema.properties, leaked: Type.Optional(Type.Boolean()) },
  closed,
);
export const RevokedSecretSchema = Type.Object({
  ...SecretSchema.properties,
  revoked_with_it: Type.Array(Type.String()),
});

export const SelfRotationSchema = Type.Object({ allowed: Type.Boolean() }, closed);

export const BlastRadiusSchema = Type.Object({
  subject: Type.String(),
  summary: Type.String(),
  client_ids: Type.Array(Type.String()),
  uses_24h: Type.Integer(),
  instances_24h: Type.Integer(),
  last_used_at: timeOrNull,
  last_network: timeOrNull,
  live_tokens_end_at: timeOrNull,
  descendants: Type.Array(Type.String()),
  live_secrets_left: Type.Union([Type.Integer(), Type.Null()]),
  delay_seconds: Type.Number(),
});
