import { Type } from 'typebox';
import { named } from '../../named-schema.ts';
import {
  closed,
  name,
  ReasonSchema,
  SecretSchema,
  shownOnce,
  textOrNull,
  timeOrNull,
  timestamp,
} from './admin-schemas.ts';

const YEAR_SECONDS = 31_536_000;

export const StartRotationSchema = named(
  'StartRotation',
  Type.Object(
    {
      secret_id: Type.Optional(
        Type.String({ maxLength: 64, description: 'The secret to replace; by default the only active one.' }),
      ),
      label: Type.Optional(name),
      overlap_seconds: Type.Optional(
        Type.Integer({
          minimum: 0,
          maximum: YEAR_SECONDS,
          description: 'For so long the old secret lives on at the least; 7 days by default.',
        }),
      ),
      // An SDK asks once in minutes, and counts are written in batches: less than a minute shows nothing.
      unused_for_seconds: Type.Optional(
        Type.Integer({
          minimum: 60,
          maximum: YEAR_SECONDS,
          description: 'And until it has been unused for so long; a day by default, a minute at the least.',
        }),
      ),
      expires_at: Type.Optional(timestamp),
    },
    closed,
  ),
);

const MovedSchema = named(
  'MovedCallers',
  Type.Object(
    { moved: Type.Integer(), all: Type.Integer() },
    { description: 'How many of those seen in the last 24 hours were last seen with the new secret.' },
  ),
);

const EvidenceSchema = named(
  'RotationEvidence',
  Type.Object(
    {
      old_last_used_at: timeOrNull,
      old_last_network: textOrNull('An IPv4 /24 or IPv6 /48.'),
      old_unused_seconds: Type.Integer(),
      unused_for_seconds: Type.Integer({ description: 'For so long it must be unused.' }),
      new_first_used_at: timeOrNull,
      new_last_used_at: timeOrNull,
      instances: MovedSchema,
      networks: MovedSchema,
    },
    { description: 'Of processes that name themselves (the SDK does), and of networks where none does.' },
  ),
);

export const RotationSchema = named(
  'Rotation',
  Type.Object(
    {
      client_id: Type.String(),
      old: SecretSchema,
      new: SecretSchema,
      step: Type.Enum(['deploy', 'seen', 'retire', 'held', 'done'], {
        description:
          'deploy: the new secret was never used. seen: it is used. retire: nothing needs the old one any more. held: the overlap was to end, and would break something. done: the old one has ended.',
      }),
      safe_to_retire: Type.Boolean(),
      verdict: Type.String({ description: 'With its evidence, as one line.' }),
      evidence: EvidenceSchema,
      delay_seconds: Type.Number({ description: 'How far the counts of usage may lag behind.' }),
    },
    { description: 'A client’s rotation: the present one, or the latest.' },
  ),
);
export const CreatedRotationSchema = named(
  'CreatedRotation',
  Type.Object({ ...RotationSchema.properties, client_secret: shownOnce }),
);

export const UndoneRotationSchema = named(
  'UndoneRotation',
  Type.Object(
    { client_id: Type.String(), restored: SecretSchema, withdrawn: SecretSchema },
    { description: 'The secret that is active again, and the one that was revoked, or retires now.' },
  ),
);

export const ForcedReasonSchema = named(
  'ForcedReason',
  Type.Object(
    {
      ...ReasonSchema.properties,
      force: Type.Optional(
        Type.Boolean({
          description: 'The second word, where something in use, or exposed, stands against it.',
        }),
      ),
    },
    closed,
  ),
);

export const RevokeSecretSchema = named(
  'RevokeSecret',
  Type.Object(
    {
      ...ReasonSchema.properties,
      leaked: Type.Optional(
        Type.Boolean({
          description: 'Somebody else may have had it: what was made with it is revoked as well.',
        }),
      ),
    },
    closed,
  ),
);
export const RevokedSecretSchema = named(
  'RevokedSecret',
  Type.Object({
    ...SecretSchema.properties,
    revoked_with_it: Type.Array(Type.String(), {
      description: 'The ids of the secrets that were made with it, and went with it.',
    }),
  }),
);

export const SelfRotationSchema = named(
  'SetSelfRotation',
  Type.Object(
    { allowed: Type.Boolean({ description: 'Whether the client may make itself a secret.' }) },
    closed,
  ),
);

export const BlastRadiusSchema = named(
  'BlastRadius',
  Type.Object(
    {
      subject: Type.String({ description: 'The id of what it was asked about.' }),
      summary: Type.String({ description: 'As one line.' }),
      client_ids: Type.Array(Type.String()),
      uses_24h: Type.Integer(),
      instances_24h: Type.Integer(),
      last_used_at: timeOrNull,
      last_network: textOrNull('An IPv4 /24 or IPv6 /48.'),
      live_tokens_end_at: textOrNull(
        'When the last live token ends that was obtained so far; null where none is out.',
      ),
      descendants: Type.Array(Type.String(), { description: 'Live secrets that were made with this one.' }),
      live_secrets_left: Type.Union([Type.Integer(), Type.Null()], {
        description: 'Of a secret: what its client has besides, without those that go with it; else null.',
      }),
      delay_seconds: Type.Number(),
    },
    { description: 'What stops when a secret, key, client, account or partner does, as far as usage tells.' },
  ),
);
