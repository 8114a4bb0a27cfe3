import type { Type } from 'typebox';
import type { LedgerFilter, LedgerPage } from '../../../domain/ledger/ledger-filter.ts';
import { toMilliseconds } from './from-wire.ts';
import type { LedgerExportQuery, LedgerPageQuery } from './ledger-schemas.ts';
import { rowLimit } from './paging.ts';

export const NO_SUCH_TIME = 'from and until must be times that exist.';

export function toLedgerPage(query: Type.Static<typeof LedgerPageQuery>): LedgerPage {
  const { order = 'newest', after } = query;
  return { order, after: after === undefined ? null : Number(after), limit: rowLimit(query) };
}

/** Undefined where a time does not exist. */
export function toFilter(
  query: Type.Static<typeof LedgerExportQuery | typeof LedgerPageQuery>,
): LedgerFilter | undefined {
  const { actor, action, subject, partner_id: partnerId } = query;
  const from = toMilliseconds(query.from) ?? undefined;
  const until = toMilliseconds(query.until) ?? undefined;
  if (Number.isNaN(from) || Number.isNaN(until)) return undefined;
  return { actor, action, subject, from, until, partnerId };
}
