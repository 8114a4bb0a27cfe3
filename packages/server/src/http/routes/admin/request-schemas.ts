import { Type } from 'typebox';
import { named } from '../../named-schema.ts';
import { freeText } from '../requests/free-text.ts';
import { requestState, wantedRequestFields } from '../requests/request-form-schemas.ts';
import {
  closed,
  name,
  PageQuery,
  shownOnce,
  textOrNull,
  time,
  timeOrNull,
  timestamp,
} from './admin-schemas.ts';

const id = Type.String({ maxLength: 64, pattern: '^[\\w-]+$' });
const stage = Type.Enum(['off', 'report', 'enforce']);

export const CreateRequestSchema = named(
  'CreateRequest',
  Type.Object(
    {
      ...wantedRequestFields,
      partner_id: Type.Optional(Type.String({ ...id, description: 'An existing partner that it is for.' })),
    },
    closed,
  ),
);

export const ApprovalTermsSchema = named(
  'ApprovalTerms',
  Type.Object({
    scope: Type.String(),
    networks: Type.Array(Type.String()),
    networks_stage: stage,
    tokens_per_hour: Type.Union([Type.Integer(), Type.Null()]),
    ends_at: timeOrNull,
    partner_id: textOrNull('Null: a partner is made.'),
    client_name: Type.String(),
    share_account: Type.Boolean(),
  }),
);

export const RequestSchema = named(
  'Request',
  Type.Object({
    id: Type.String(),
    origin: Type.Enum(['self_serve', 'white_glove']),
    state: requestState,
    platform_name: textOrNull('Null once it was deleted.'),
    expected_merchant_volume: Type.Integer(),
    manager_account_id: Type.String(),
    contact_id: Type.String(),
    purpose: textOrNull('Null once it was deleted.'),
    scope: Type.String({ description: 'The most that can be approved.' }),
    networks: Type.Array(Type.String()),
    created_by: Type.String(),
    partner_id: textOrNull('The partner that it is for, once there is one.'),
    client_id: textOrNull('The client that approval made.'),
    terms: Type.Union([ApprovalTermsSchema, Type.Null()]),
    decided_by: textOrNull('An operator, `rules`, or whoever withdrew it.'),
    decided_at: timeOrNull,
    decision_reason: timeOrNull,
    confirmed_at: timeOrNull,
    lapses_at: timeOrNull,
    state_changed_at: time,
    created_at: time,
  }),
);

export const CreatedRequestSchema = named(
  'CreatedRequest',
  Type.Object({ ...RequestSchema.properties, claim_code: shownOnce }),
);

export const RequestReviewSchema = named(
  'RequestReview',
  Type.Object({
    ...RequestSchema.properties,
    contact: Type.Object({ name: textOrNull('Null once erased.'), email: textOrNull('Null once erased.') }),
    messages: Type.Array(
      Type.Object({
        id: Type.String(),
        kind: Type.Enum(['question', 'answer', 'note']),
        author: Type.String(),
        text: textOrNull('Null once it was deleted.'),
        created_at: time,
      }),
    ),
    approvals: Type.Array(
      Type.Object({ operator_id: Type.String(), terms: ApprovalTermsSchema, created_at: time }),
    ),
    account_held_by: Type.Array(Type.String(), { description: 'Other partners that have the account.' }),
    second_person_needed: Type.Boolean({ description: 'For all the scopes that were asked for.' }),
    you_may_approve: Type.Boolean(),
    because: Type.String({ description: 'Why you may approve it, or may not.' }),
  }),
);

export const RequestPageQuery = Type.Object(
  {
    ...PageQuery.properties,
    state: Type.Optional(
      Type.String({
        maxLength: 128,
        pattern: '^[a-z_]+(,[a-z_]+)*$',
        description: 'One state or several, joined by commas; all but drafts where none is named.',
      }),
    ),
    partner_id: Type.Optional(id),
  },
  closed,
);

const breakGlassFields = {
  break_glass: Type.Optional(
    Type.Boolean({
      description: 'Do without the second person: for admins, with a reason, and every admin is told.',
    }),
  ),
  reason: Type.Optional(freeText(500)),
};

export const ApproveRequestSchema = named(
  'ApproveRequest',
  Type.Object(
    {
      scope: Type.Optional(Type.String({ maxLength: 4096 })),
      networks: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 64 })),
      networks_stage: Type.Optional(stage),
      tokens_per_hour: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
      ends_at: Type.Optional(timestamp),
      partner_id: Type.Optional(id),
      client_name: Type.Optional(name),
      share_account: Type.Optional(Type.Boolean()),
      ...breakGlassFields,
    },
    closed,
  ),
);

export const DenyRequestSchema = named('DenyRequest', Type.Object({ reason: freeText(500) }, closed));

const rulesFields = {
  second_approval: Type.Enum(['always', 'sensitive', 'never']),
  sensitive_scopes: Type.Array(Type.String({ minLength: 1, maxLength: 256 }), { maxItems: 64 }),
  automatic_approval: Type.Boolean(),
};

export const SetIssuanceRulesSchema = named(
  'SetIssuanceRules',
  Type.Object({ ...rulesFields, ...breakGlassFields }, closed),
);

export const IssuanceRulesSchema = named(
  'IssuanceRules',
  Type.Object({
    ...rulesFields,
    id: textOrNull('Null while nobody has set any: these are the defaults of the environment.'),
    decided_by: textOrNull('The operator by whom they came in force.'),
    decided_at: timeOrNull,
    reason: textOrNull('Why one person alone changed them.'),
  }),
);

export const RulesProposalSchema = named(
  'RulesProposal',
  Type.Object({
    ...rulesFields,
    id: Type.String(),
    state: Type.Enum(['current', 'proposed', 'past', 'declined']),
    proposed_by: Type.String(),
    created_at: time,
    decided_by: textOrNull('Who approved or declined it.'),
    decided_at: timeOrNull,
  }),
);

export const RulesInForceSchema = named(
  'RulesInForce',
  Type.Object({
    current: IssuanceRulesSchema,
    proposed: Type.Union([RulesProposalSchema, Type.Null()], {
      description: 'Laxer rules that wait for a second person.',
    }),
  }),
);
