import { Type } from 'typebox';
import { named } from '../../named-schema.ts';
import { closed, PageQuery, shownOnce } from './admin-schemas.ts';

const textOrNull = Type.Union([Type.String(), Type.Null()]);
const state = Type.Enum(['open', 'expired', 'claimed', 'locked', 'cancelled', 'reissued']);
const id = Type.String({ maxLength: 64, pattern: '^[\\w-]+$' });

export const ClaimSchema = named(
  'Claim',
  Type.Object({
    id: Type.String(),
    kind: Type.Enum(['client_secret', 'member_token']),
    state,
    request_id: textOrNull,
    client_id: textOrNull,
    member_id: textOrNull,
    contact_id: Type.String(),
    tries_left: Type.Integer(),
    expires_at: Type.String(),
    ended_at: textOrNull,
    claimed_at: textOrNull,
    claimed_from: textOrNull,
    credential_id: textOrNull,
    delivered_at: textOrNull,
    created_by: Type.String(),
    created_at: Type.String(),
  }),
);

/** With the code, which is told on another channel than the link; where the one of before goes on, without. */
export const CreatedClaimSchema = named(
  'CreatedClaim',
  Type.Object({ ...ClaimSchema.properties, claim_code: Type.Optional(shownOnce) }),
);

export const ReissueClaimSchema = named(
  'ReissueClaim',
  Type.Object({ new_code: Type.Optional(Type.Boolean()) }, closed),
);

export const CreateClientClaimSchema = named('CreateClientClaim', Type.Object({ member_id: id }, closed));

export const ClaimPageQuery = Type.Object(
  {
    ...PageQuery.properties,
    request_id: Type.Optional(id),
    client_id: Type.Optional(id),
    member_id: Type.Optional(id),
    state: Type.Optional(state),
  },
  closed,
);
