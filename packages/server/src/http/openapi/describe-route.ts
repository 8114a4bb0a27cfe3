import type { FastifySchema, RouteOptions } from 'fastify';
import type { Permission } from '../../domain/operator/operator.ts';
import { securityOf } from './security-schemes.ts';

/** What the document says of a route: its own `schema`, and who may call it. */
export function describeRoute({
  schema = {},
  url,
  onRequest,
}: Pick<RouteOptions, 'schema' | 'url' | 'onRequest'>): FastifySchema {
  const permissions = [onRequest].flat().flatMap(permissionsOf);
  return {
    ...schema,
    security: schema.security ?? securityOf(url),
    ...(permissions.length > 0 && { 'x-permissions': permissions }),
  } as FastifySchema;
}

/** Of which any is enough; as `needs()` was told them. */
function permissionsOf(hook: unknown): readonly Permission[] {
  return typeof hook === 'function' && 'permissions' in hook
    ? (hook.permissions as readonly Permission[])
    : [];
}
