import Fastify, { type RouteOptions } from 'fastify';
import { describeRoute } from './describe-route.ts';
import { finishDocument } from './finish-document.ts';
import { SECURITY_SCHEMES } from './security-schemes.ts';

const ABOUT = {
  title: 'Gatepass',
  version: '1',
  description:
    'Credentials, access tokens, their rotation and revocation, and the administration of all that.',
};

/**
 * The OpenAPI document of these routes, and of the endpoints that are none of the framework's. What turns routes into a
 * document is loaded here, and given copies of them on an app of its own: a start must not cost what few ask for.
 */
export async function describeRoutes(
  routes: readonly RouteOptions[],
  formEndpoints: readonly string[],
): Promise<object> {
  const { default: swagger } = await import('@fastify/swagger');
  const app = Fastify({ exposeHeadRoutes: false });
  // Nothing is sent here, so nothing needs to be checked or written.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: ABOUT, components: { securitySchemes: { ...SECURITY_SCHEMES } } },
    convertConstToEnum: false,
    transformObject: (made) =>
      finishDocument('openapiObject' in made ? made.openapiObject : {}, formEndpoints) as object,
  });
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.url,
      schema: describeRoute(route),
      handler: async () => {},
    });
  }
  await app.ready();
  return app.swagger();
}
