type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
};

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<string, { operationId: string; requestBody?: { content: Record<string, { schema: Schema }> } }>
      >
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Where a text stands in a body: names of members, and positions in lists. */
export type FieldPath = readonly (string | number)[];

/** Every text that the body of an operation may hold, by operation, as a running server describes them. */
export async function readTextFields(issuer: string): Promise<ReadonlyMap<string, readonly FieldPath[]>> {
  const document = (await (await fetch(`${issuer}/openapi.json`)).json()) as Document;
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  return new Map(
    operations.map(({ operationId, requestBody }) => {
      const schema = requestBody?.content['application/json']?.schema;
      return [operationId, schema === undefined ? [] : textsIn(document, schema)];
    }),
  );
}

function textsIn(document: Document, schema: Schema): readonly FieldPath[] {
  const { $ref, type, properties = {}, items, anyOf = [] } = schema;
  if ($ref !== undefined) {
    const named = document.components.schemas[$ref.split('/').at(-1) ?? ''];
    if (named === undefined) throw new Error(`there is no schema ${$ref}`);
    return textsIn(document, named);
  }
  const below = (name: string | number, inner: Schema) =>
    textsIn(document, inner).map((path) => [name, ...path]);
  return [
    ...([type].flat().includes('string') ? [[]] : []),
    ...Object.entries(properties).flatMap(([name, inner]) => below(name, inner)),
    ...(items === undefined ? [] : below(0, items)),
    ...anyOf.flatMap((one) => textsIn(document, one)),
  ];
}

/** A copy of a body with this text there. */
export function withText(body: unknown, [name, ...rest]: FieldPath, text: string): unknown {
  if (name === undefined) return text;
  if (typeof name === 'number') return [withText(undefined, rest, text)];
  const object = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return { ...object, [name]: withText(object[name], rest, text) };
}
