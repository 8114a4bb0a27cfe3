/** A JSON document's object, of which no more is known. */
type Node = Record<string, unknown>;

/**
 * Moves every schema that has a name to `components.schemas`, and leaves a `$ref` where it stood.
 * Throws where two schemas of one name differ: a caller would take the one for the other.
 */
export function nameSchemas(document: Node): Node {
  const schemas: Node = {};
  const hoist = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(hoist);
    if (!isNode(value)) return value;
    const node = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hoist(inner)]));
    // In `properties`, and in a problem, something may be called a title that is no name.
    const { title, ...schema } = node;
    if (typeof title !== 'string' || !isSchema(schema)) return node;
    keep(schemas, title, schema);
    return { $ref: `#/components/schemas/${title}` };
  };
  const paths = hoist(document.paths);
  const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...document, paths, components: { ...(document.components as Node), schemas: sorted } };
}

function keep(schemas: Node, name: string, schema: Node): void {
  const known = schemas[name];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
    throw new Error(`two schemas are named ${name}, and differ`);
  }
  schemas[name] = schema;
}

function isSchema(node: Node): boolean {
  return ['type', 'anyOf', 'enum', 'const'].some((key) => key in node);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}
