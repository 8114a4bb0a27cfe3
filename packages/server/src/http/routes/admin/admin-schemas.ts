import { Type } from 'typebox';
import { named } from '../../named-schema.ts';
import { ProblemSchema } from './admin-problem.ts';

export const time = Type.String();
export const timeOrNull = Type.Union([Type.String(), Type.Null()]);
/** A text that says what it is; or null. */
export const textOrNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });
const status = Type.Enum(['active', 'disabled']);
export const statusFields = {
  status,
  status_reason: textOrNull('Why it was last disabled or enabled; null where it never was.'),
  status_changed_at: timeOrNull,
};

/**
 * Ends of a character class of what no text holds, so that no log, terminal, mail or database trips over it: DEL and
 * C1, line separators, what turns the direction of reading around (and so shows another text than it is), and half a
 * surrogate pair, which has no UTF-8.
 */
export const UNFIT = '\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff';
/** A text of one line that a person types. */
const text = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: `^[^\\u0000-\\u001f${UNFIT}]+$` });
export const name = text(200);
/** A secret in an answer, which no later answer repeats. The mark is read by whatever stores or shows answers. */
export const shownOnce = Type.String({ description: 'Shown once.', 'x-shown-once': true });
export const closed = { additionalProperties: false } as const;

export const PartnerSchema = named(
  'Partner',
  Type.Object({
    id: Type.String(),
    name: Type.String(),
    ...statusFields,
    ends_at: timeOrNull,
    created_at: time,
  }),
);
export const CreatePartnerSchema = named('CreatePartner', Type.Object({ name }, closed));

export const ApiSchema = named(
  'Api',
  Type.Object(
    {
      id: Type.String(),
      name: Type.String(),
      audience: Type.String(),
      created_at: time,
    },
    { description: 'A resource server: an audience that tokens can be made for.' },
  ),
);
export const CreatedApiSchema = named(
  'CreatedApi',
  Type.Object({ ...ApiSchema.properties, api_key: shownOnce }),
);
export const CreateApiSchema = named(
  'CreateApi',
  Type.Object(
    {
      name,
      audience: Type.String({
        maxLength: 512,
        description: 'An absolute URI without a fragment (RFC 8707 §2).',
      }),
    },
    closed,
  ),
);

export const ClientSchema = named(
  'Client',
  Type.Object({
    client_id: Type.String(),
    partner_id: Type.String(),
    name: Type.String(),
    parent_account_id: Type.String({ description: 'Fixed when the client is made.' }),
    scope: Type.String({ description: 'Granted scope tokens, joined by spaces.' }),
    ...statusFields,
    auth_method: Type.Enum(['client_secret', 'private_key_jwt'], {
      description: 'How it authenticates, and the only way it may (RFC 7591 §2).',
    }),
    self_rotation: Type.Boolean({ description: 'Whether it may make itself a new secret.' }),
    ends_at: textOrNull('When its approval ends.'),
    jwks_uri: timeOrNull,
    networks: Type.Array(Type.String(), {
      description: 'In CIDR notation; what they mean, the stage says.',
    }),
    networks_stage: Type.Enum(['off', 'report', 'enforce']),
    tokens_per_hour: Type.Union([Type.Integer(), Type.Null()]),
    token_budget_stage: Type.Union([Type.Enum(['observe', 'warn', 'enforce']), Type.Null()]),
    created_at: time,
  }),
);
export const SecretSchema = named(
  'Secret',
  Type.Object(
    {
      id: Type.String(),
      client_id: Type.String(),
      label: Type.String(),
      hint: Type.String({ description: 'Its last four characters.' }),
      state: Type.Enum(['active', 'pending', 'retiring', 'expired', 'retired', 'revoked']),
      created_at: time,
      not_before: timeOrNull,
      expires_at: timeOrNull,
      retire_at: textOrNull(
        'From when on its overlap with the secret that replaces it may end, once it is unused.',
      ),
      held_at: textOrNull('Since when its use holds that up.'),
      retired_at: timeOrNull,
      retire_reason: textOrNull('Why it was retired, or is to be, where somebody said so.'),
      revoked_at: timeOrNull,
      revoked_reason: timeOrNull,
      made_with: textOrNull('The credential that the client made it with, where it did so itself.'),
      replaces: textOrNull('The secret that it takes over from.'),
      exposed_at: textOrNull('When it was first seen where it must not be: in a URL, or in a browser.'),
    },
    { description: 'A client’s secret, as far as it is ever told again.' },
  ),
);
export const CreatedSecretSchema = named(
  'CreatedSecret',
  Type.Object({ ...SecretSchema.properties, client_secret: shownOnce }),
);

export const timestamp = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$',
});
export const CreateSecretSchema = named(
  'CreateSecret',
  Type.Object(
    {
      label: Type.Optional(name),
      not_before: Type.Optional(timestamp),
      expires_at: Type.Optional(timestamp),
    },
    closed,
  ),
);

export const AccountSchema = named(
  'Account',
  Type.Object(
    {
      id: Type.String({ description: 'The parent account id, as clients are made with it.' }),
      ...statusFields,
      ends_at: timeOrNull,
      created_at: time,
    },
    { description: 'A parent account, which every client that acts for it depends on.' },
  ),
);
export const SetEndSchema = named(
  'SetEnd',
  Type.Object(
    {
      ends_at: Type.Union([timestamp, Type.Null()], {
        description: 'A time that lies ahead; or null: without end.',
      }),
    },
    closed,
  ),
);

export const LeakSchema = named(
  'Leak',
  Type.Object(
    {
      id: Type.String(),
      source: Type.String(),
      url: timeOrNull,
      reporter: Type.Enum(['github', 'anonymous']),
      reported_at: time,
    },
    { description: 'A place where a credential was found.' },
  ),
);

export const ReasonSchema = named('Reason', Type.Object({ reason: text(500) }, closed));

export const DeploymentSchema = named(
  'Deployment',
  Type.Object({
    issuer: Type.String(),
    environment: Type.Enum(['live', 'sandbox']),
    audience: Type.String(),
    scopes: Type.Array(Type.String()),
  }),
);

/** For what is asked of one thing and needs no more words. */
export const EmptySchema = named('Nothing', Type.Object({}, closed));

export const IdParameter = Type.Object({ id: Type.String({ maxLength: 64 }) });

export const PageQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.String({ pattern: '^([1-9]\\d{0,2}|1000)$', description: 'From 1 to 1000; 100 by default.' }),
    ),
    after: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 128,
        pattern: '^[\\w-]+$',
        description: 'The `next` of an earlier page.',
      }),
    ),
  },
  closed,
);

/** Which ones of a list. */
const filters = {
  status: Type.Optional(status),
  name: Type.Optional(
    Type.String({ ...name, description: 'A part of the name, in capital or small letters.' }),
  ),
};
export const PartnerPageQuery = Type.Object({ ...PageQuery.properties, ...filters }, closed);
export const AccountPageQuery = Type.Object({ ...PageQuery.properties, status: filters.status }, closed);
export const ClientPageQuery = Type.Object(
  {
    ...PageQuery.properties,
    ...filters,
    partner_id: Type.Optional(Type.String({ maxLength: 64, pattern: '^[\\w-]+$' })),
  },
  closed,
);

export function pageOf<Item extends Type.TSchema>(item: Item) {
  return Type.Object({
    items: Type.Array(item),
    next: textOrNull('Give it as `after` to get what follows; null at the end.'),
  });
}

/** Response schemas of a route: its success, and the problem that any refusal is. */
export function answers<Status extends 200 | 201, Body extends Type.TSchema>(code: Status, body: Body) {
  return { [code]: body, '4xx': ProblemSchema, '5xx': ProblemSchema } as { [code in Status]: Body };
}
