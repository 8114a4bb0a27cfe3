import { Type } from 'typebox';
import { MAX_NETWORKS } from '../../../domain/network/network-list.ts';
import { named } from '../../named-schema.ts';
import { ClientSchema, closed } from './admin-schemas.ts';

/** `0000:0000:0000:0000::/64` and a comma are 25; more than there may be get a reason of their own. */
const MAX_LIST_CHARACTERS = 2 * MAX_NETWORKS * 25;

export const SetNetworksSchema = named(
  'SetNetworks',
  Type.Object(
    {
      networks: Type.Array(Type.String({ maxLength: 64 }), {
        maxItems: 2 * MAX_NETWORKS,
        description: `IPv4 addresses and CIDR blocks, IPv6 up to /64; at most ${MAX_NETWORKS}. Only off may have none.`,
      }),
      stage: Type.Enum(['off', 'report', 'enforce'], {
        description: 'report refuses nothing and counts what enforce would have refused.',
      }),
    },
    closed,
  ),
);

export const NetworksQuery = Type.Object(
  {
    networks: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: MAX_LIST_CHARACTERS,
        description: 'The list to try, separated by commas; the client’s own where there is none.',
      }),
    ),
  },
  closed,
);

export const NetworkReportSchema = named(
  'NetworkReport',
  Type.Object(
    {
      summary: Type.String({ description: 'In a sentence, for people.' }),
      days: Type.Integer(),
      requests: Type.Integer(),
      outside: Type.Integer({ description: 'Of these from networks that the list does not have.' }),
      unknown: Type.Integer({
        description: 'Of these from networks that were too many to be told apart.',
      }),
      networks: Type.Array(
        Type.Object({ network: Type.String(), requests: Type.Integer(), last_used_at: Type.String() }),
        { description: 'Those that the list does not have, the most used first; 50 at the most.' },
      ),
      delay_seconds: Type.Number({
        description: 'What happened within so many seconds may not be counted yet.',
      }),
    },
    { description: 'What a list of networks would have refused of the tokens that were issued.' },
  ),
);

export const ConfiguredNetworksSchema = named(
  'ConfiguredNetworks',
  Type.Object({
    ...ClientSchema.properties,
    report: NetworkReportSchema,
  }),
);

const tokensPerHour = { minimum: 1, maximum: 1_000_000 } as const;

export const SetTokenBudgetSchema = named(
  'SetTokenBudget',
  Type.Object(
    {
      tokens_per_hour: Type.Union([Type.Integer(tokensPerHour), Type.Null()], {
        description: 'Null for no budget.',
      }),
      stage: Type.Optional(
        Type.Enum(['observe', 'warn', 'enforce'], {
          description: 'observe counts, warn also tells the client, enforce also refuses. Default: observe.',
        }),
      ),
    },
    closed,
  ),
);

export const TokenBudgetQuery = Type.Object(
  {
    tokens_per_hour: Type.String({
      pattern: '^([1-9]\\d{0,5}|1000000)$',
      description: 'The limit to try.',
    }),
  },
  closed,
);

export const TokenBudgetReportSchema = named(
  'TokenBudgetReport',
  Type.Object(
    {
      summary: Type.String({ description: 'In a sentence, for people.' }),
      hours: Type.Integer(),
      busiest_hour: Type.Integer({ description: 'How many tokens it saw.' }),
      hours_over: Type.Integer({ description: 'How many hours saw more than the budget.' }),
      tokens_over: Type.Integer({ description: 'How many tokens these hours saw beyond it.' }),
      delay_seconds: Type.Number({
        description: 'What happened within so many seconds may not be counted yet.',
      }),
    },
    {
      description: 'What a token budget would have refused of the tokens that were issued, by full hours.',
    },
  ),
);

export const ConfiguredTokenBudgetSchema = named(
  'ConfiguredTokenBudget',
  Type.Object({
    ...ClientSchema.properties,
    report: Type.Union([TokenBudgetReportSchema, Type.Null()], {
      description: 'Null where the budget was removed.',
    }),
  }),
);
