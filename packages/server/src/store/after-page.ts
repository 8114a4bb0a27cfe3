import type { SelectQueryBuilder } from 'kysely';
import type { PageRequest } from '../domain/page-request.ts';
import type { Database } from './schema.ts';

/** Orders by an id and goes on after a page's last one: no row is skipped or told twice while others come and go. */
export function afterPage<Table extends keyof Database, Row>(
  id: string,
  page: PageRequest,
): (query: SelectQueryBuilder<Database, Table, Row>) => SelectQueryBuilder<Database, Table, Row> {
  return (query) => {
    const ordered = query.orderBy(id as never).limit(page.limit);
    return page.after === null ? ordered : ordered.where(id as never, '>', page.after as never);
  };
}
