import type { Type } from 'typebox';

/**
 * Gives a schema a name, in the place of its `title`: it becomes a component of the OpenAPI document, and a type of
 * that name for whoever calls the API. One name is one shape; the document is not made where two bear the same.
 * Throws `TypeError` where the schema has a name already.
 */
export function named<Schema extends Type.TSchema>(name: string, schema: Schema): Schema {
  if ('title' in schema) throw new TypeError(`the schema ${name} is already named ${schema.title}`);
  // In place: what TypeBox knows of a schema stands in fields that no copy takes along.
  return Object.assign(schema, { title: name });
}
