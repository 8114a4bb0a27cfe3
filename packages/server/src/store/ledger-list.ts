import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely, Selectable } from 'kysely';
import type { LedgerFilter, LedgerPage } from '../domain/ledger/ledger-filter.ts';
import { subjectsOfPartner } from './partner-subjects.ts';
import type { Database } from './schema.ts';

/**
 * How many rows one statement looks at where no index leads straight to the wanted ones. They may be rare, and a
 * statement on SQLite keeps everybody else waiting.
 */
const WINDOW = 20_000;

interface Range {
  readonly above: number;
  readonly upTo: number;
}

/** A page of the rows that a filter means, by sequence. */
export async function listLedger(
  db: Kysely<Database>,
  filter: LedgerFilter,
  page: LedgerPage,
  windowSize = WINDOW,
): Promise<Selectable<Database['ledger']>[]> {
  const query = filtered(db, filter).orderBy('sequence', page.order === 'oldest' ? 'asc' : 'desc');
  const found: Selectable<Database['ledger']>[] = [];
  const size = isLedStraight(filter) ? Number.POSITIVE_INFINITY : windowSize;
  for (const { above, upTo } of windows(page.order, await rangeOf(db, page), size)) {
    const rows = await query
      .where('sequence', '>', above)
      .where('sequence', '<=', upTo)
      .limit(page.limit - found.length)
      .execute();
    found.push(...rows);
    if (found.length >= page.limit) break;
    await nextTurn();
  }
  return found;
}

function filtered(db: Kysely<Database>, filter: LedgerFilter) {
  const { actor, action, subject, from, until, partnerId, withoutActions } = filter;
  let query = db.selectFrom('ledger').selectAll();
  if (subject !== undefined) query = query.where('subject', '=', subject);
  if (partnerId !== undefined) query = query.where('subject', 'in', subjectsOfPartner(db, partnerId));
  if (withoutActions !== undefined) query = query.where('action', 'not in', withoutActions);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (until !== undefined) query = query.where('at', '<', until);
  for (const [column, wanted] of [
    ['actor', actor],
    ['action', action],
  ] as const) {
    if (wanted === undefined) continue;
    query = isBeginning(wanted)
      ? query.where(column, '>=', wanted).where(column, '<', after(wanted))
      : query.where(column, '=', wanted);
  }
  return query;
}

/** The index of a column that has one value is in the order of sequences, too. */
function isLedStraight({ actor, action, subject, partnerId }: LedgerFilter): boolean {
  const isOne = (wanted: string | undefined) => wanted !== undefined && !isBeginning(wanted);
  return isOne(actor) || isOne(action) || subject !== undefined || partnerId !== undefined;
}

function isBeginning(wanted: string): boolean {
  return wanted.endsWith('.') || wanted.endsWith(':');
}

/** What is greater than every text that begins like this: the separator's successor in its place. */
function after(beginning: string): string {
  const last = beginning.length - 1;
  return beginning.slice(0, last) + String.fromCharCode(beginning.charCodeAt(last) + 1);
}

/** From the first row to the head, less what a page has left behind. */
async function rangeOf(db: Kysely<Database>, { order, after }: LedgerPage): Promise<Range> {
  const head = await db
    .selectFrom('ledger_head')
    .select('sequence')
    .where('id', '=', 1)
    .executeTakeFirstOrThrow();
  const first = await db
    .selectFrom('ledger')
    .select('sequence')
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst();
  const above = Number(first?.sequence ?? 1) - 1;
  const upTo = Number(head.sequence);
  if (after === null) return { above, upTo };
  return order === 'oldest'
    ? { above: Math.max(above, after), upTo }
    : { above, upTo: Math.min(upTo, after - 1) };
}

function* windows(order: LedgerPage['order'], { above, upTo }: Range, size: number): Generator<Range> {
  if (order === 'oldest') {
    for (let at = above; at < upTo; at += size) yield { above: at, upTo: Math.min(at + size, upTo) };
  } else {
    for (let at = upTo; at > above; at -= size) yield { above: Math.max(at - size, above), upTo: at };
  }
}
