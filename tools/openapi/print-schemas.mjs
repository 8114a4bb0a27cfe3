import { printComment, printFields, printType } from './print-type.mjs';

/**
 * `api-types.ts`: every named schema as a type of that name.
 * @param {import('./openapi-types.mjs').OpenApiDocument} document
 */
export function printSchemas({ components: { schemas } }) {
  return Object.entries(schemas)
    .map(([name, schema]) => {
      const body =
        Object.keys(schema.properties ?? {}).length === 0
          ? `export type ${name} = ${printType(schema)};`
          : `export interface ${name} {\n${printFields(schema)}\n}`;
      return printComment(schema.description) + body;
    })
    .join('\n\n');
}
