import { ROLES } from '@gatepass/protocol';
import { Type } from 'typebox';
import { ProblemSchema } from './admin-problem.ts';

const time = Type.String();
const timeOrNull = Type.Union([Type.String(), Type.Null()]);
const status = Type.Union([Type.Literal('active'), Type.Literal('disabled')]);
const statusFields = { status, status_reason: timeOrNull, status_changed_at: timeOrNull };
const role = Type.Enum([...ROLES]);

/** A text that a person types: no control characters, so that no log, terminal or database trips over it. */
const text = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]+$' });
export const name = text(200);
/** A secret in an answer, which no later answer repeats. The mark is read by whatever stores or shows answers. */
export const shownOnce = Type.String({ 'x-shown-once': true });
export const closed = { additionalProperties: false } as const;

export const PartnerSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  ...statusFields,
  created_at: time,
});
export const CreatePartnerSchema = Type.Object({ name }, closed);

export const ApiSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  audience: Type.String(),
  created_at: time,
});
export const CreatedApiSchema = Type.Object({ ...ApiSchema.properties, api_key: shownOnce });
export const CreateApiSchema = Type.Object({ name, audience: Type.String({ maxLength: 512 }) }, closed);

export const ClientSchema = Type.Object({
  client_id: Type.String(),
  partner_id: Type.String(),
  name: Type.String(),
  parent_account_id: Type.String(),
  scope: Type.String(),
  ...statusFields,
  auth_method: Type.Enum(['client_secret', 'private_key_jwt']),
  self_rotation: Type.Boolean(),
  ends_at: timeOrNull,
  jwks_uri: timeOrNull,
  networks: Type.Array(Type.String()),
  networks_stage: Type.Enum(['off', 'report', 'enforce']),
  tokens_per_hour: Type.Union([Type.Integer(), Type.Null()]),
  token_budget_stage: Type.Union([Type.Enum(['observe', 'warn', 'enforce']), Type.Null()]),
  created_at: time,
});
export const SecretSchema = Type.Object({
  id: Type.String(),
  client_id: Type.String(),
  label: Type.String(),
  hint: Type.String(),
  state: Type.Enum(['active', 'pending', 'retiring', 'expired', 'retired', 'revoked']),
  created_at: time,
  not_before: timeOrNull,
  expires_at: timeOrNull,
  retire_at: timeOrNull,
  held_at: timeOrNull,
  retired_at: timeOrNull,
  retire_reason: timeOrNull,
  revoked_at: timeOrNull,
  revoked_reason: timeOrNull,
  made_with: timeOrNull,
  replaces: timeOrNull,
  exposed_at: timeOrNull,
});
export const CreatedSecretSchema = Type.Object({ ...SecretSchema.properties, client_secret: shownOnce });

export const timestamp = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$',
});
export const CreateSecretSchema = Type.Object(
  { label: Type.Optional(name), not_before: Type.Optional(timestamp), expires_at: Type.Optional(timestamp) },
  closed,
);

export const OperatorSchema = Type.Object({ id: Type.String(), name: timeOrNull, role, created_at: time });
export const CreatedOperatorSchema = Type.Object({
  ...OperatorSchema.properties,
  operator_token: shownOnce,
});
export const CreateOperatorSchema = Type.Object({ name, role }, closed);

export const AccountSchema = Type.Object({
  id: Type.String(),
  ...statusFields,
  ends_at: timeOrNull,
  created_at: time,
});
export const SetEndSchema = Type.Object({ ends_at: Type.Union([timestamp, Type.Null()]) }, closed);

export const LeakSchema = Type.Object({
  id: Type.String(),
  source: Type.String(),
  url: timeOrNull,
  reporter: Type.Enum(['github', 'anonymous']),
  reported_at: time,
});

export const ReasonSchema = Type.Object({ reason: text(500) }, closed);

export const LedgerVerificationSchema = Type.Object({
  intact: Type.Boolean(),
  rows: Type.Integer(),
  head_sequence: Type.Integer(),
  head_hash: Type.String(),
  finding: timeOrNull,
});

export const DeploymentSchema = Type.Object({
  issuer: Type.String(),
  environment: Type.String(),
  audience: Type.String(),
  scopes: Type.Array(Type.String()),
});

export const IdParameter = Type.Object({ id: Type.String({ maxLength: 64 }) });

export const PageQuery = Type.Object(
  {
    limit: Type.Optional(Type.String({ pattern: '^([1-9]\\d{0,2}|1000)$' })),
    after: Type.Optional(Type.String({ minLength: 1, maxLength: 64, pattern: '^[\\w-]+$' })),
  },
  closed,
);

export const ClientPageQuery = Type.Object(
  {
    ...PageQuery.properties,
    partner_id: Type.Optional(Type.String({ maxLength: 64, pattern: '^[\\w-]+$' })),
  },
  closed,
);

export function pageOf<Item extends Type.TSchema>(item: Item) {
  return Type.Object({ items: Type.Array(item), next: timeOrNull });
}

/** Response schemas of a route: its success, and the problem that any refusal is. */
export function answers<Status extends 200 | 201, Body extends Type.TSchema>(code: Status, body: Body) {
  return { [code]: body, '4xx': ProblemSchema, '5xx': ProblemSchema } as { [code in Status]: Body };
}
