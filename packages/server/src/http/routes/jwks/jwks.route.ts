import { JWKS_PATH } from '@gatepass/protocol';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { PublicJwk } from '../../../domain/signing-key/signing-key.ts';
import { named } from '../../named-schema.ts';
import { OPEN_TO_ALL, operation } from '../../operation.ts';

const JwksSchema = named(
  'Jwks',
  Type.Object({
    keys: Type.Array(
      Type.Object({
        kty: Type.String(),
        kid: Type.String(),
        use: Type.String(),
        alg: Type.String(),
        n: Type.String(),
        e: Type.String(),
      }),
    ),
  }),
);

/** How long verifiers may keep the set. A new key is published for at least twice as long before it signs. */
const MAX_AGE_SECONDS = 300;

/** `GET /.well-known/jwks.json`, RFC 7517 §5: public halves only. */
export async function jwksRoute(
  app: FastifyInstance,
  deps: { readonly publishedKeys: () => readonly PublicJwk[] },
): Promise<void> {
  app.get(
    JWKS_PATH,
    {
      schema: {
        ...operation('showKeys', 'Show the public keys that tokens are verified with (RFC 7517 §5).'),
        ...OPEN_TO_ALL,
        response: { 200: JwksSchema, 304: Type.Null() },
      },
    },
    async (request, reply) => {
      const keys = deps.publishedKeys();
      const etag = etagOf(keys);
      reply.headers({ 'cache-control': `public, max-age=${MAX_AGE_SECONDS}`, etag });
      if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send(null);
      return { keys };
    },
  );
}

/** A `kid` is the thumbprint of its key, so the kids in order name the set exactly. */
function etagOf(keys: readonly PublicJwk[]): string {
  return `"${keys.map((key) => key.kid).join('.')}"`;
}

/** RFC 9110 §13.1.2: a list of tags, or `*`; the comparison is weak. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => ['*', etag, `W/${etag}`].includes(tag.trim()));
}
