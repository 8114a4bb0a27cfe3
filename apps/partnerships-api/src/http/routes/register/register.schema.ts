import { type Static, Type } from 'typebox';
import { LAYOUT_TYPES, SURFACES } from '../../../domain/registration.ts';
import { isStoreIdentifier } from '../../../domain/store-identifier.ts';
import { isOneLine, isWellFormed } from '../../../domain/text.ts';

/** Numbers in the taxonomy of today; a short word is taken as well. */
const TaxonomyId = Type.Union(
  [
    Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    Type.String({ pattern: '^[0-9A-Za-z._-]{1,64}$' }),
  ],
  { description: 'a whole number, or a word of at most 64 letters, digits, dots, hyphens and underscores' },
);

const RequestedPage = Type.Object(
  {
    surface: Type.Enum([...SURFACES], { description: `one of ${SURFACES.join(', ')}` }),
    layout_type: Type.Enum([...LAYOUT_TYPES], { description: `one of ${LAYOUT_TYPES.join(', ')}` }),
  },
  { additionalProperties: false, description: 'an object with surface and layout_type' },
);

/** The body of a registration. Each `description` reads on after "must be". */
export const RegisterBody = Type.Object(
  {
    brand: Type.Refine(
      Type.String({ minLength: 1, maxLength: 1024, description: 'a text of 1 to 1024 characters' }),
      isWellFormed,
    ),
    vertical_id: TaxonomyId,
    sub_vertical_id: TaxonomyId,
    country_code: Type.String({
      pattern: '^[A-Z]{2}$',
      description: 'a country code of two capital letters (ISO 3166-1)',
    }),
    platform_parent_account_id: Type.String({
      pattern: '^[0-9A-Za-z_-]{1,64}$',
      description: 'an account id: 1 to 64 letters, digits, hyphens and underscores',
    }),
    store_identifier: Type.Refine(
      Type.String({
        maxLength: 2048,
        description: 'a URL with its scheme and a dotted host, such as https://store.example.com',
      }),
      isStoreIdentifier,
    ),
    external_account_id: Type.Refine(
      Type.String({
        minLength: 1,
        maxLength: 255,
        description: 'a text of 1 to 255 characters without line breaks or control characters',
      }),
      isOneLine,
    ),
    pages: Type.Optional(
      Type.Array(RequestedPage, { maxItems: 20, description: 'a list of at most 20 pages' }),
    ),
  },
  { additionalProperties: false, description: 'a JSON object' },
);

export type RegisterBody = Static<typeof RegisterBody>;

/** What was registered: the ids that were issued, and what was sent. */
export const RegisteredAccount = Type.Object({
  account_id: Type.String(),
  pages: Type.Array(
    Type.Object({
      surface: Type.String(),
      page_id: Type.String(),
      layout_id: Type.String(),
      page_identifier: Type.String(),
    }),
  ),
  platform_parent_account_id: Type.String(),
  external_account_id: Type.String(),
  brand: Type.String(),
  vertical_id: TaxonomyId,
  sub_vertical_id: TaxonomyId,
  country_code: Type.String(),
  store_identifier: Type.String(),
});

export type RegisteredAccount = Static<typeof RegisteredAccount>;
