import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';

/**
 * Routes without query parameters refuse any: what is misspelt must not be passed over in silence, nor a token that
 * somebody puts into a URL.
 */
export function closeQueries(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.schema?.querystring !== undefined) return;
    route.schema = { ...route.schema, querystring: Type.Object({}, { additionalProperties: false }) };
  });
}
