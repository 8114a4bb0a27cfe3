import { type Static, Type } from 'typebox';
import { PLACEMENT_STATUSES } from '../../../domain/account.ts';

/** The body of a status change. Each `description` reads on after "must be". */
export const StatusBody = Type.Object(
  {
    status: Type.Enum([...PLACEMENT_STATUSES], { description: `one of ${PLACEMENT_STATUSES.join(', ')}` }),
  },
  { additionalProperties: false, description: 'a JSON object' },
);

export type StatusBody = Static<typeof StatusBody>;

export const AccountStatus = Type.Object({
  accountId: Type.String(),
  status: Type.String(),
  variants: Type.Array(
    Type.Object({
      pageVariantId: Type.String(),
      pageId: Type.String(),
      name: Type.String(),
      status: Type.String(),
    }),
  ),
});

export type AccountStatus = Static<typeof AccountStatus>;
