import { printType } from './print-type.mjs';

/**
 * @typedef {import('./openapi-types.mjs').Operation} Operation
 * @typedef {import('./openapi-types.mjs').Schema} Schema
 *
 * @typedef {object} Callable an operation that takes and answers JSON
 * @property {string} id
 * @property {string} method
 * @property {string} path
 * @property {Operation} operation
 */

const JSON_TYPE = 'application/json';

/**
 * `operations.ts`: each operation that takes and answers JSON, for programs and for the compiler.
 * @param {import('./openapi-types.mjs').OpenApiDocument} document
 */
export function printOperations(document) {
  const operations = callables(document);
  const types = operations.map(printTypes).join('\n');
  return [
    printImports(types, Object.keys(document.components.schemas)),
    `/** Where each operation is found, whether it takes a body, and whether it takes an Idempotency-Key. */
export const OPERATIONS = {
${operations.map(printRow).join('\n')}
} as const;`,
    `/** What each operation takes, and what it answers. */
export interface Operations {
${types}
}`,
  ].join('\n\n');
}

/** @param {import('./openapi-types.mjs').OpenApiDocument} document @returns {Callable[]} */
function callables({ paths }) {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
  return all.filter(takesAndAnswersJson).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** @param {Callable} callable */
function takesAndAnswersJson({ operation }) {
  const body = operation.requestBody?.content;
  return (body === undefined || JSON_TYPE in body) && answersOf(operation).length > 0;
}

/** @param {Operation} operation @returns {Schema[]} */
function answersOf({ responses }) {
  return Object.entries(responses).flatMap(([status, { content }]) =>
    status.startsWith('2') && content?.[JSON_TYPE] !== undefined ? [content[JSON_TYPE].schema] : [],
  );
}

/** @param {Callable} callable */
function printRow({ id, method, path, operation }) {
  const creates = operation.parameters?.some(isIdempotencyKey) ? ', creates: true' : '';
  const body = operation.requestBody !== undefined;
  return `${id}: { method: '${method}', path: '${path}', body: ${body}${creates} },`;
}

/** @param {import('./openapi-types.mjs').Parameter} parameter */
function isIdempotencyKey(parameter) {
  return parameter.in === 'header' && parameter.name.toLowerCase() === 'idempotency-key';
}

/** @param {Callable} callable */
function printTypes({ id, operation }) {
  const parameters = operation.parameters ?? [];
  const path = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `${name}: string`);
  const query = parameters.filter((parameter) => parameter.in === 'query');
  const body = operation.requestBody?.content[JSON_TYPE]?.schema;
  return `/** ${operation.summary} */
readonly ${id}: {
  readonly params: [${path.join(', ')}];
  readonly body: ${body === undefined ? 'undefined' : printType(body)};
  readonly query: ${query.length === 0 ? 'undefined' : printQuery(query)};
  readonly answer: ${[...new Set(answersOf(operation).map(printType))].join(' | ')};
};`;
}

/** @param {readonly import('./openapi-types.mjs').Parameter[]} parameters */
function printQuery(parameters) {
  const fields = parameters.map(
    ({ name, required, schema }) => `readonly ${name}${required ? '' : '?'}: ${printType(schema)};`,
  );
  return `{ ${fields.join(' ')} }`;
}

/** @param {string} types @param {readonly string[]} names */
function printImports(types, names) {
  const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(types.replaceAll(/\/\*\*.*/g, '')));
  return `import type { ${used.join(', ')} } from './api-types.ts';`;
}
