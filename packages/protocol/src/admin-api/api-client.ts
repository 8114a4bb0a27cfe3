import type { Result } from '../result.ts';
import { OPERATIONS, type Operations } from './operations.ts';

type Operation = Operations[keyof Operations];

/**
 * Sends one request as somebody. `path` is whole, from `/api/v1/…` on, and ends with the query; what callers put into
 * it is percent-encoded, which leaves `.` and `..` as they are. `creates`: it takes an `Idempotency-Key`, and may be sent
 * again under the same one. `Answer` is what the operation answers with.
 */
export type Send<Refusal> = <Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  creates?: boolean,
) => Promise<Result<Answer, Refusal>>;

/** Everything that a server does, by operation: its path parameters in their order, then its body, then its query. */
export type ApiClient<Refusal> = {
  readonly [Id in keyof Operations]: (
    ...args: ArgumentsOf<Operations[Id]>
  ) => Promise<Result<Operations[Id]['answer'], Refusal>>;
};

type ArgumentsOf<Of extends Operation> = [...Of['params'], ...BodyOf<Of>, ...QueryOf<Of>];
type BodyOf<Of extends Operation> = Of['body'] extends undefined ? [] : [body: Of['body']];
/** May be left out where every part of it may. */
type QueryOf<Of extends Operation> = Of['query'] extends undefined
  ? []
  : Record<never, never> extends Of['query']
    ? [query?: Of['query']]
    : [query: Of['query']];

/** A function for each operation, over the generated table. Whom it acts as, and what a refusal is, `send` decides. */
export function createApiClient<Refusal>(send: Send<Refusal>): ApiClient<Refusal> {
  const functions = Object.entries(OPERATIONS).map(([id, operation]) => {
    const { method, path, body } = operation;
    const names = path.match(PARAMETER) ?? [];
    const call = (...args: readonly unknown[]) => {
      const filled = names.reduce<string>(
        (text, name, index) => text.replace(name, encodeURIComponent(String(args[index]))),
        path,
      );
      const rest = args.slice(names.length);
      const [sent, query] = body ? rest : [undefined, rest[0]];
      const whole = filled + queryText(query as Query | undefined);
      return send(method, whole, sent as object | undefined, 'creates' in operation);
    };
    return [id, call];
  });
  return Object.fromEntries(functions);
}

/** As it stands in the table: `{id}`. */
const PARAMETER = /\{\w+\}/g;

type Query = Readonly<Record<string, string | undefined>>;

function queryText(query: Query = {}): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const pairs = given.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
