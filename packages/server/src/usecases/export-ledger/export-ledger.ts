import { entryOf, idOfActor } from '../../domain/ledger/entry-of.ts';
import type { LedgerRow } from '../../domain/ledger/ledger-entry.ts';
import type { LedgerFilter, LedgerPage } from '../../domain/ledger/ledger-filter.ts';
import type { LedgerReads } from '../../domain/ledger/ledger-store.ts';
import { EXPORT_FORMATS, type ExportFormat, type ExportFormatName } from './export-formats.ts';

/** Rows per read and piece of text: what an export holds in memory, however long it is. */
const BATCH = 500;

/**
 * The rows that a filter means, up to the head as it is now, as text in pieces. Names come from the tables: the ledger
 * has none, and those of people who were erased are gone.
 */
export async function* exportLedger(
  ledger: Pick<LedgerReads, 'head' | 'list' | 'namesOf'>,
  filter: LedgerFilter,
  { format, order }: { readonly format: ExportFormatName; readonly order: LedgerPage['order'] },
): AsyncGenerator<string> {
  const { header, line }: ExportFormat = EXPORT_FORMATS[format];
  const head = await ledger.head();
  if (header !== '') yield header;
  for (let after = order === 'newest' ? head.sequence + 1 : 0; ; ) {
    const read = await ledger.list(filter, { order, after, limit: BATCH });
    const rows = read.filter(({ sequence }) => sequence <= head.sequence);
    if (rows.length > 0) yield (await named(ledger, rows)).map(line).join('');
    if (rows.length < BATCH) return;
    after = rows.at(-1)?.sequence ?? after;
  }
}

async function named(ledger: Pick<LedgerReads, 'namesOf'>, rows: readonly LedgerRow[]) {
  const names = await ledger.namesOf(rows.flatMap(({ actor, subject }) => [idOfActor(actor), subject]));
  return rows.map((row) => ({
    entry: entryOf(row),
    text: row.entry,
    hash: row.hash,
    actorName: names.get(idOfActor(row.actor)) ?? null,
    subjectName: names.get(row.subject) ?? null,
  }));
}
