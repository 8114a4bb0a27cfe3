import { CLIENT_CREDENTIALS, JWKS_PATH, METADATA_PATH, type Scope, TOKEN_PATH } from '@gatepass/protocol';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';

const strings = Type.Array(Type.String());

const MetadataSchema = Type.Object({
  issuer: Type.String(),
  token_endpoint: Type.String(),
  jwks_uri: Type.String(),
  scopes_supported: strings,
  response_types_supported: strings,
  grant_types_supported: strings,
  token_endpoint_auth_methods_supported: strings,
});

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
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  };
  app.get(METADATA_PATH, { schema: { response: { 200: MetadataSchema } } }, async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=300');
    return metadata;
  });
}
