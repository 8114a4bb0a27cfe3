import { Type } from 'typebox';
import { ASSERTION_ALGORITHMS } from '../../../domain/client-key/client-key.ts';
import { named } from '../../named-schema.ts';
import { closed, name, textOrNull, timeOrNull, timestamp } from './admin-schemas.ts';

/** What is in it, the domain judges. */
export const JwkSchema = named(
  'Jwk',
  Type.Record(Type.String(), Type.Unknown(), { description: 'A public JSON Web Key (RFC 7517 §4).' }),
);
/** The domain judges it, too; the length only bounds what is looked at. */
export const JwksUriSchema = Type.String({
  maxLength: 4096,
  description: 'Goes with private_key_jwt alone; without it, registered keys count.',
});

export const ClientKeySchema = named(
  'ClientKey',
  Type.Object(
    {
      id: Type.String(),
      client_id: Type.String(),
      label: Type.String(),
      kid: textOrNull('As assertions name it in their headers.'),
      alg: Type.Enum([...ASSERTION_ALGORITHMS], { description: 'The one algorithm it is for.' }),
      thumbprint: Type.String({ description: 'RFC 7638.' }),
      public_jwk: Type.Record(Type.String(), Type.String()),
      state: Type.Enum(['active', 'expired', 'revoked']),
      created_at: Type.String(),
      expires_at: timeOrNull,
      revoked_at: timeOrNull,
      revoked_reason: timeOrNull,
    },
    { description: 'A public key that a client proves itself with (RFC 7523 §2.2).' },
  ),
);

export const CreateClientKeySchema = named(
  'CreateClientKey',
  Type.Object(
    {
      label: Type.Optional(name),
      public_jwk: JwkSchema,
      expires_at: Type.Optional(timestamp),
    },
    {
      ...closed,
      description:
        'RSA from 2048 bits on, P-256 or Ed25519. An RSA key is for RS256 unless its alg says PS256.',
    },
  ),
);

export const SetAuthMethodSchema = named(
  'SetAuthMethod',
  Type.Object(
    {
      auth_method: Type.Enum(['client_secret', 'private_key_jwt']),
      jwks_uri: Type.Optional(JwksUriSchema),
    },
    closed,
  ),
);
