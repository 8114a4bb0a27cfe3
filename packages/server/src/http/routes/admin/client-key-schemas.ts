import { Type } from 'typebox';
import { ASSERTION_ALGORITHMS } from '../../../domain/client-key/client-key.ts';
import { closed, name, timestamp } from './admin-schemas.ts';

const timeOrNull = Type.Union([Type.String(), Type.Null()]);

/** A JWK; what is in it, the domain judges. */
export const JwkSchema = Type.Record(Type.String(), Type.Unknown());
/** The domain judges it, too; the length only bounds what is looked at. */
export const JwksUriSchema = Type.String({ maxLength: 4096 });

export const ClientKeySchema = Type.Object({
  id: Type.String(),
  client_id: Type.String(),
  label: Type.String(),
  kid: timeOrNull,
  alg: Type.Enum([...ASSERTION_ALGORITHMS]),
  thumbprint: Type.String(),
  public_jwk: Type.Record(Type.String(), Type.String()),
  state: Type.Enum(['active', 'expired', 'revoked']),
  created_at: Type.String(),
  expires_at: timeOrNull,
  revoked_at: timeOrNull,
  revoked_reason: timeOrNull,
});

export const CreateClientKeySchema = Type.Object(
  { label: Type.Optional(name), public_jwk: JwkSchema, expires_at: Type.Optional(timestamp) },
  closed,
);

export const SetAuthMethodSchema = Type.Object(
  {
    auth_method: Type.Enum(['client_secret', 'private_key_jwt']),
    jwks_uri: Type.Optional(JwksUriSchema),
  },
  closed,
);
