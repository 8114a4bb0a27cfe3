import { formPaths } from './form-operations.ts';
import { nameSchemas } from './name-schemas.ts';
import { tagOf } from './tag-of.ts';

type Node = Record<string, unknown>;
type Paths = Record<string, Record<string, Node>>;
type Content = Record<string, { readonly schema: Node }>;

/** The framework's document as it is served: with the form endpoints, headings, named schemas, in a steady order. */
export function finishDocument(made: object, formEndpoints: readonly string[]): Node {
  const document = copyOf(made);
  const all = { ...document.paths, ...formPaths(formEndpoints) } as Paths;
  const paths: Paths = {};
  for (const path of Object.keys(all).sort()) {
    paths[path] = Object.fromEntries(
      Object.entries(all[path] ?? {}).map(([method, operation]) => [method, finish(path, operation)]),
    );
  }
  const tags = [...new Set(Object.keys(paths).map(tagOf))].sort().map((name) => ({ name }));
  return nameSchemas({ ...document, paths, tags });
}

/** Of what JSON has of it, since nothing may be shared with the schemas that requests are checked by. */
function copyOf(made: object): { readonly paths?: object } & Node {
  return JSON.parse(JSON.stringify(made));
}

function finish(path: string, operation: Node): Node {
  const { operationId, summary, parameters, responses, ...rest } = copyOf(operation);
  return {
    operationId,
    summary,
    tags: [tagOf(path)],
    ...rest,
    ...(Array.isArray(parameters) && { parameters: parameters.map(withoutName) }),
    responses: Object.fromEntries(
      Object.entries(responses as Record<string, Node>).map(([status, response]) => [
        status,
        finishResponse(status, response),
      ]),
    ),
  };
}

/** The framework takes a parameter's schema apart, which is then no longer the one of that name. */
function withoutName(parameter: { readonly schema?: Node }): Node {
  const { title: _, ...schema } = parameter.schema ?? {};
  return { ...parameter, schema };
}

/** Problems have a media type of their own (RFC 9457 §3), and each answer a description, since OpenAPI wants one. */
function finishResponse(status: string, response: Node): Node {
  const outcome = status.startsWith('2') ? 'Done.' : 'Refused.';
  const description = response.description === 'Default Response' ? outcome : response.description;
  const json = (response.content as Content | undefined)?.['application/json'];
  const content = json?.schema.title === 'Problem' ? { 'application/problem+json': json } : response.content;
  return { ...response, description, ...(content !== undefined && { content }) };
}
