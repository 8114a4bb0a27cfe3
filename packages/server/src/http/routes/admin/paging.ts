import type { Status } from '@gatepass/protocol';
import type { ListFilter, PageRequest } from '../../../domain/page-request.ts';
import { makeCursor, readCursor } from './cursor.ts';

const DEFAULT_LIMIT = 100;

interface Paging {
  readonly limit?: string;
  readonly after?: string;
}

/** Throws `CursorMalformed`. */
export function toPageRequest(query: Paging): PageRequest {
  return { after: query.after === undefined ? null : readCursor(query.after), limit: rowLimit(query) };
}

/** One more than asked for, so that the last page is known to be the last. */
export function rowLimit(query: Paging): number {
  return limitOf(query) + 1;
}

export function toListFilter(query: { readonly status?: Status; readonly name?: string }): ListFilter {
  return {
    ...(query.status !== undefined && { status: query.status }),
    ...(query.name !== undefined && { nameContains: query.name }),
  };
}

export function toPage<Row, Item>(
  rows: readonly Row[],
  query: Paging,
  toItem: (row: Row) => Item,
  idOf: (item: Item) => string,
): { items: Item[]; next: string | null } {
  return cutPage(rows, query, toItem, (last) => makeCursor(idOf(last)));
}

/** The same of a list whose places are known to its readers, such as the sequences of the ledger. */
export function cutPage<Row, Item>(
  rows: readonly Row[],
  query: Paging,
  toItem: (row: Row) => Item,
  nextOf: (last: Item) => string,
): { items: Item[]; next: string | null } {
  const limit = limitOf(query);
  const items = rows.slice(0, limit).map(toItem);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? nextOf(last) : null };
}

function limitOf({ limit }: Paging): number {
  return limit === undefined ? DEFAULT_LIMIT : Number(limit);
}
