import type { CompiledQuery, Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Runs one statement, put together once, with the values of its parameters in their order. */
export type PreparedQuery<Row> = (parameters: readonly unknown[]) => Promise<readonly Row[]>;

/** Makes a statement ready to be run often. What a database offers for this is its own; the result is the same. */
export type PrepareQuery = <Row>(query: CompiledQuery<Row>) => PreparedQuery<Row>;

/** The way that every database has: through Kysely's executor. */
export function prepareWith(db: Kysely<Database>): PrepareQuery {
  return <Row>(query: CompiledQuery<Row>) =>
    async (parameters) =>
      (await db.executeQuery<Row>({ ...query, parameters })).rows;
}
