import type { RouteOptions } from 'fastify';
import { Type } from 'typebox';

/** Says of a route that is being added which header it reads, for the OpenAPI document. What it may hold is checked where it is read. */
export function describeHeader(route: RouteOptions, name: string, description: string): void {
  const described = (route.schema?.headers ?? { properties: {} }) as { properties: Type.TProperties };
  const header = Type.Optional(Type.String({ description }));
  route.schema = { ...route.schema, headers: Type.Object({ ...described.properties, [name]: header }) };
}
