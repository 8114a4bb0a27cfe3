import { Type } from 'typebox';
import { named } from '../../named-schema.ts';
import { ClientSchema, closed, name, SecretSchema, shownOnce } from './admin-schemas.ts';
import { ClientKeySchema, JwkSchema, JwksUriSchema } from './client-key-schemas.ts';

export const CreateClientSchema = named(
  'CreateClient',
  Type.Object(
    {
      partner_id: Type.String({ maxLength: 64 }),
      name,
      parent_account_id: Type.String({ maxLength: 256 }),
      share_account: Type.Optional(Type.Boolean()),
      scope: Type.Optional(
        Type.String({
          maxLength: 4096,
          description: 'All of the deployment’s scopes where it is left out.',
        }),
      ),
      public_jwk: Type.Optional(JwkSchema),
      jwks_uri: Type.Optional(JwksUriSchema),
    },
    closed,
  ),
);

const CreatedSecretClientSchema = named(
  'CreatedClient',
  Type.Object({ ...ClientSchema.properties, client_secret: shownOnce, secret: SecretSchema }),
);

const CreatedKeyClientSchema = named(
  'CreatedKeyClient',
  Type.Object(
    {
      ...ClientSchema.properties,
      key: Type.Union([ClientKeySchema, Type.Null()], {
        description: 'Null where the keys are at its jwks_uri.',
      }),
    },
    { description: 'A client that has keys instead of a secret.' },
  ),
);

/** With a secret, or with what was wanted instead of one. */
export const CreatedClientSchema = Type.Union([CreatedSecretClientSchema, CreatedKeyClientSchema]);
