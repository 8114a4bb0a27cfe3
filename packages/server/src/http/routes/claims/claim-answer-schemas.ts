import { Type } from 'typebox';
import { named } from '../../named-schema.ts';
import { closed, shownOnce } from '../admin/admin-schemas.ts';

export const OpenClaimSchema = named(
  'OpenClaim',
  Type.Object(
    {
      /** From the link, behind the `#`. */
      token: Type.String({ maxLength: 256 }),
      code: Type.String({ maxLength: 64 }),
    },
    closed,
  ),
);

/** What a client authenticates with at the token endpoint. */
const ClaimedPairSchema = named(
  'ClaimedPair',
  Type.Object({
    kind: Type.Literal('client_secret'),
    client_id: Type.String(),
    client_secret: shownOnce,
    parent_account_id: Type.String(),
    token_url: Type.String(),
    scope: Type.String(),
    expires_at: Type.Union([Type.String(), Type.Null()]),
  }),
);

/** With what a member of a partner calls the partner API. */
const ClaimedTokenSchema = named(
  'ClaimedToken',
  Type.Object({
    kind: Type.Literal('member_token'),
    member_id: Type.String(),
    partner_id: Type.String(),
    member_token: shownOnce,
    expires_at: Type.Union([Type.String(), Type.Null()]),
  }),
);

export const OpenedClaimSchema = named('OpenedClaim', Type.Union([ClaimedPairSchema, ClaimedTokenSchema]));
