import { type SelectQueryBuilder, sql } from 'kysely';
import type { ListFilter } from '../domain/page-request.ts';
import type { Database } from './schema.ts';

/** Those that a filter asks for, of a table with a status; `name` is its column for that, where it has one. */
export function matching<Table extends keyof Database, Row>({
  status,
  nameContains,
}: ListFilter): (
  query: SelectQueryBuilder<Database, Table, Row>,
) => SelectQueryBuilder<Database, Table, Row> {
  return (query) => {
    const ofStatus = status === undefined ? query : query.where('status' as never, '=', status as never);
    if (nameContains === undefined) return ofStatus;
    const pattern = `%${literally(nameContains)}%`;
    return ofStatus.where(sql<boolean>`lower(name) like lower(${pattern}) escape '\\'`);
  };
}

/** `LIKE` takes `%` and `_` for anything at all, unless they are escaped. */
function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}
