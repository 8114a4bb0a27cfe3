/** @typedef {import('./openapi-types.mjs').Schema} Schema */

/**
 * A JSON schema as a TypeScript type. Fields are read-only; lists are not, so that an answer's type is that of what
 * the server sends.
 * @param {Schema} schema
 * @returns {string}
 */
export function printType(schema) {
  if (schema.$ref !== undefined) return schema.$ref.replace('#/components/schemas/', '');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf !== undefined) return schema.anyOf.map(printType).join(' | ');
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return listOf(printType(schema.items ?? {}));
    case 'object':
      return printObject(schema);
    case undefined:
      return 'unknown';
    default:
      throw new Error(`there is no type for the schema type ${schema.type}`);
  }
}

/** @param {string} type */
function listOf(type) {
  return /^\w+$/.test(type) ? `${type}[]` : `(${type})[]`;
}

/** @param {Schema} schema */
function printObject(schema) {
  const { properties, additionalProperties } = schema;
  if (properties !== undefined && Object.keys(properties).length === 0)
    return 'Readonly<Record<string, never>>';
  if (properties !== undefined) return `{\n${printFields(schema)}\n}`;
  const values = typeof additionalProperties === 'object' ? printType(additionalProperties) : 'unknown';
  return `Readonly<Record<string, ${values}>>`;
}

/**
 * What stands between the braces of an interface.
 * @param {Schema} schema
 */
export function printFields({ properties = {}, required = [] }) {
  return Object.entries(properties)
    .map(([name, field]) => {
      const mark = required.includes(name) ? '' : '?';
      return `${printComment(field.description)}readonly ${name}${mark}: ${printType(field)};`;
    })
    .join('\n');
}

/** @param {string | undefined} text */
export function printComment(text) {
  return text === undefined ? '' : `/** ${text.replaceAll('*/', '*\\/')} */\n`;
}
