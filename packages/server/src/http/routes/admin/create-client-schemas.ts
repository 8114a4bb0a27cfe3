import { Type } from 'typebox';
import { ClientSchema, closed, name, SecretSchema } from './admin-schemas.ts';
import { ClientKeySchema, JwkSchema, JwksUriSchema } from './client-key-schemas.ts';

export const CreateClientSchema = Type.Object(
  {
    partner_id: Type.String({ maxLength: 64 }),
    name,
    parent_account_id: Type.String({ maxLength: 256 }),
    scope: Type.Optional(Type.String({ maxLength: 4096 })),
    public_jwk: Type.Optional(JwkSchema),
    jwks_uri: Type.Optional(JwksUriSchema),
  },
  closed,
);

/** With a secret, or with what was wanted instead of one. */
export const CreatedClientSchema = Type.Object({
  ...ClientSchema.properties,
  client_secret: Type.Optional(Type.String()),
  secret: Type.Optional(SecretSchema),
  key: Type.Optional(Type.Union([ClientKeySchema, Type.Null()])),
});
