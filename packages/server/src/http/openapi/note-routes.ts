import type { FastifyInstance, RouteOptions } from 'fastify';

/** Notes every route as it is added. To be called before the first one. */
export function noteRoutes(app: FastifyInstance): readonly RouteOptions[] {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    // The framework adds it to each GET, and it says nothing that the GET does not.
    if (route.method !== 'HEAD') routes.push(route);
  });
  return routes;
}
