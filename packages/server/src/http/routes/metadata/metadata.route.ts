import {
  CLIENT_CREDENTIALS,
  INTROSPECTION_PATH,
  JWKS_PATH,
  METADATA_PATH,
  REVOCATION_PATH,
  type Scope,
  TOKEN_PATH,
} from '@gatepass/protocol';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ASSERTION_ALGORITHM_NAMES } from '../../../domain/client-key/client-key.ts';
import { named } from '../../named-schema.ts';
import { OPEN_TO_ALL, operation } from '../../operation.ts';

const strings = Type.Array(Type.String());

const MetadataSchema = named(
  'ServerMetadata',
  Type.Object({
    issuer: Type.String(),
    token_endpoint: Type.String(),
    jwks_uri: Type.String(),
    scopes_supported: strings,
    response_types_supported: strings,
    grant_types_supported: strings,
    token_endpoint_auth_methods_supported: strings,
    token_endpoint_auth_signing_alg_values_supported: strings,
    introspection_endpoint: Type.String(),
    introspection_endpoint_auth_methods_supported: strings,
    introspection_endpoint_auth_signing_alg_values_supported: strings,
    revocation_endpoint: Type.String(),
    revocation_endpoint_auth_methods_supported: strings,
    revocation_endpoint_auth_signing_alg_values_supported: strings,
  }),
);

/** How a client authenticates, wherever it does. */
const CLIENT_METHODS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'];

/** `GET /.well-known/oauth-authorization-server`, RFC 8414 §3. Says what works, and nothing else. */
export async function metadataRoute(
  app: FastifyInstance,
  deps: { readonly issuer: string; readonly scopes: Scope },
): Promise<void> {
  const metadata = {
    issuer: deps.issuer,
    token_endpoint: deps.issuer + TOKEN_PATH,
    jwks_uri: deps.issuer + JWKS_PATH,
    scopes_supported: deps.scopes,
    // Required by RFC 8414 §2; empty, since there is no authorization endpoint.
    response_types_supported: [],
    grant_types_supported: [CLIENT_CREDENTIALS],
    token_endpoint_auth_methods_supported: CLIENT_METHODS,
    // Not `none`, and no symmetric one (RFC 8414 §2).
    token_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHM_NAMES,
    introspection_endpoint: deps.issuer + INTROSPECTION_PATH,
    // Of the registry of access token types (RFC 8414 §2): an API sends its key as one.
    introspection_endpoint_auth_methods_supported: [...CLIENT_METHODS, 'Bearer'],
    introspection_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHM_NAMES,
    revocation_endpoint: deps.issuer + REVOCATION_PATH,
    revocation_endpoint_auth_methods_supported: CLIENT_METHODS,
    revocation_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHM_NAMES,
  };
  app.get(
    METADATA_PATH,
    {
      schema: {
        ...operation('showMetadata', 'Say what this authorization server can do (RFC 8414 §3).'),
        ...OPEN_TO_ALL,
        response: { 200: MetadataSchema },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=300');
      return metadata;
    },
  );
}
