import type { Kysely, Selectable } from 'kysely';
import {
  type ChangeContext,
  type LedgerHead,
  type LedgerRow,
  type NewLedgerEntry,
  nextLedgerRow,
  type Sha256,
} from '../domain/ledger/ledger-entry.ts';
import type { LedgerReads } from '../domain/ledger/ledger-store.ts';
import { lastSequence } from './last-sequence.ts';
import { listLedger } from './ledger-list.ts';
import { namesOf } from './ledger-names.ts';
import type { Database } from './schema.ts';

export function ledgerReads(db: Kysely<Database>): LedgerReads {
  return {
    head: () => readHead(db),
    lastSequence: (subject) => lastSequence(db, subject),
    async rowsAfter(sequence, limit) {
      const rows = await db
        .selectFrom('ledger')
        .selectAll()
        .where('sequence', '>', sequence)
        .orderBy('sequence')
        .limit(limit)
        .execute();
      return rows.map(toLedgerRow);
    },
    list: async (filter, page) => (await listLedger(db, filter, page)).map(toLedgerRow),
    async lastOf(subject, action) {
      const row = await db
        .selectFrom('ledger')
        .selectAll()
        .where('subject', '=', subject)
        .where('action', '=', action)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toLedgerRow(row);
    },
    async lastBefore(time) {
      // A clock that was set back leaves younger rows before older ones: what counts is the first that is not older.
      const younger = await db
        .selectFrom('ledger')
        .select('sequence')
        .where('at', '>=', time)
        .orderBy('sequence')
        .limit(1)
        .executeTakeFirst();
      const row = await db
        .selectFrom('ledger')
        .selectAll()
        .$if(younger !== undefined, (query) => query.where('sequence', '<', younger?.sequence ?? 0))
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toLedgerRow(row);
    },
    namesOf: (ids) => namesOf(db, ids),
  };
}

function toLedgerRow(row: Selectable<Database['ledger']>): LedgerRow {
  return { ...row, sequence: Number(row.sequence), at: Number(row.at) };
}

/**
 * Appends entries at the end of a change. `lockHead` holds the head row until the commit, so that the order of
 * sequences is the order of commits; it comes last, so that writers wait for each other as briefly as can be.
 */
export async function appendToLedger(
  db: Kysely<Database>,
  lockHead: (db: Kysely<Database>) => Promise<LedgerHead>,
  context: ChangeContext,
  entries: readonly NewLedgerEntry[],
  sha256: Sha256,
): Promise<readonly LedgerRow[]> {
  let head = await lockHead(db);
  const rows: LedgerRow[] = [];
  for (const entry of entries) {
    const row = nextLedgerRow(head, context, entry, sha256);
    rows.push(row);
    head = { sequence: row.sequence, hash: row.hash };
  }
  await db.insertInto('ledger').values(rows).execute();
  await db.updateTable('ledger_head').set(head).where('id', '=', 1).execute();
  return rows;
}

/** On SQLite `BEGIN IMMEDIATE` holds the whole database already, so reading is enough. */
export async function readHead(db: Kysely<Database>): Promise<LedgerHead> {
  const row = await db
    .selectFrom('ledger_head')
    .select(['sequence', 'hash'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow();
  return { sequence: Number(row.sequence), hash: row.hash };
}
