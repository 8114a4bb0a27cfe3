import { Type } from 'typebox';
import { MAX_NETWORKS } from '../../../domain/network/network-list.ts';
import { ClientSchema } from './admin-schemas.ts';

const closed = { additionalProperties: false } as const;
/** `0000:0000:0000:0000::/64` and a comma are 25; more than there may be get a reason of their own. */
const MAX_LIST_CHARACTERS = 2 * MAX_NETWORKS * 25;

export const SetNetworksSchema = Type.Object(
  {
    networks: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 2 * MAX_NETWORKS }),
    stage: Type.Enum(['off', 'report', 'enforce']),
  },
  closed,
);

export const NetworksQuery = Type.Object(
  { networks: Type.Optional(Type.String({ minLength: 1, maxLength: MAX_LIST_CHARACTERS })) },
  closed,
);

export const NetworkReportSchema = Type.Object({
  summary: Type.String(),
  days: Type.Integer(),
  requests: Type.Integer(),
  outside: Type.Integer(),
  unknown: Type.Integer(),
  networks: Type.Array(
    Type.Object({ network: Type.String(), requests: Type.Integer(), last_used_at: Type.String() }),
  ),
  delay_seconds: Type.Number(),
});

export const ConfiguredNetworksSchema = Type.Object({
  ...ClientSchema.properties,
  report: NetworkReportSchema,
});

const tokensPerHour = { minimum: 1, maximum: 1_000_000 } as const;

export const SetTokenBudgetSchema = Type.Object(
  {
    tokens_per_hour: Type.Union([Type.Integer(tokensPerHour), Type.Null()]),
    stage: Type.Optional(Type.Enum(['observe', 'warn', 'enforce'])),
  },
  closed,
);

export const TokenBudgetQuery = Type.Object(
  { tokens_per_hour: Type.String({ pattern: '^([1-9]\\d{0,5}|1000000)$' }) },
  closed,
);

export const TokenBudgetReportSchema = Type.Object({
  summary: Type.String(),
  hours: Type.Integer(),
  busiest_hour: Type.Integer(),
  hours_over: Type.Integer(),
  tokens_over: Type.Integer(),
  delay_seconds: Type.Number(),
});

export const ConfiguredTokenBudgetSchema = Type.Object({
  ...ClientSchema.properties,
  report: Type.Union([TokenBudgetReportSchema, Type.Null()]),
});
