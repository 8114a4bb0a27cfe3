import type { PageRequest } from '../../../domain/store.ts';

const DEFAULT_LIMIT = 100;

/** One more than asked for, so that the last page is known to be the last. */
export function toPageRequest(query: { readonly limit?: string; readonly after?: string }): PageRequest {
  return { after: query.after ?? null, limit: limitOf(query) + 1 };
}

export function toPage<Row, Item>(
  rows: readonly Row[],
  query: { readonly limit?: string },
  toItem: (row: Row) => Item,
  idOf: (item: Item) => string,
): { items: Item[]; next: string | null } {
  const limit = limitOf(query);
  const items = rows.slice(0, limit).map(toItem);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? idOf(last) : null };
}

function limitOf(query: { readonly limit?: string }): number {
  return query.limit === undefined ? DEFAULT_LIMIT : Number(query.limit);
}
