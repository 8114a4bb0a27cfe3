import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { OAuthErrorSchema } from '../oauth-error-schema.ts';
import { OPEN_TO_ALL, operation } from '../operation.ts';
import { describeRoutes } from './describe-routes.ts';
import { noteRoutes } from './note-routes.ts';

const OPENAPI_PATH = '/openapi.json';

export interface OpenApiRouteDeps {
  /** The paths of those endpoints that are none of the framework's. */
  readonly formEndpoints: readonly string[];
}

/**
 * `GET /openapi.json`: what this server does, as OpenAPI 3.1, made from the routes themselves. It tells no secret, and is
 * the same for everybody. To be called before any other route is added, since they are noted as they come.
 */
export function openApiRoute(app: FastifyInstance, { formEndpoints }: OpenApiRouteDeps): void {
  const routes = noteRoutes(app);
  let made: Promise<string> | undefined;
  app.get(
    OPENAPI_PATH,
    {
      schema: {
        ...operation('describeApi', 'Describe this API, as OpenAPI 3.1.'),
        ...OPEN_TO_ALL,
        response: { 200: Type.Record(Type.String(), Type.Unknown()), '5xx': OAuthErrorSchema },
      },
    },
    async (_request, reply) => {
      // Made when it is first asked for, and once: routes come at the start alone.
      made ??= describeRoutes(routes, formEndpoints).then((document) => JSON.stringify(document));
      reply.headers({
        'cache-control': 'public, max-age=300',
        'content-type': 'application/json; charset=utf-8',
      });
      return made;
    },
  );
}
