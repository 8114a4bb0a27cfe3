import { sha256 } from '../signing/sha256.ts';
import { GUARD_LEDGER, UNGUARD_LEDGER } from '../store/dialects/sqlite/ledger-triggers.ts';
import { openSqlite, type SqliteDatabase } from '../store/dialects/sqlite/open-sqlite.ts';

/** What somebody does who can write to the database's file itself: triggers do not hold whoever drops them. */
export async function tamper(path: string, work: (database: SqliteDatabase) => void): Promise<void> {
  const database = await openSqlite(path, 'write');
  try {
    database.exec(UNGUARD_LEDGER);
    work(database);
    database.exec(GUARD_LEDGER);
  } finally {
    database.close();
  }
}

/** Sets the head back to the last row that is there. */
export function headToLastRow(database: SqliteDatabase): void {
  database.exec(`
    UPDATE ledger_head SET (sequence, hash) =
      (SELECT sequence, hash FROM ledger ORDER BY sequence DESC LIMIT 1)
  `);
}

/** Changes a row and makes everything after it fit: every number, every hash and the head are sound afterwards. */
export function rewriteFrom(
  database: SqliteDatabase,
  sequence: number,
  change: (entry: Record<string, unknown>) => Record<string, unknown>,
): void {
  const rows = database
    .prepare('SELECT sequence, entry, hash FROM ledger WHERE sequence >= ? - 1 ORDER BY sequence')
    .all(sequence) as { sequence: number; entry: string; hash: string }[];
  let previous = rows.find((row) => row.sequence < sequence)?.hash;
  for (const row of rows.filter((row) => row.sequence >= sequence)) {
    const told = JSON.parse(row.entry) as Record<string, unknown>;
    const changed = row.sequence === sequence ? change(told) : told;
    const entry = JSON.stringify({ ...changed, previous_hash: previous ?? told.previous_hash });
    const hash = sha256(entry);
    database
      .prepare('UPDATE ledger SET entry = ?, hash = ?, actor = ?, subject = ? WHERE sequence = ?')
      .run(entry, hash, String(changed.actor), String(changed.subject), row.sequence);
    previous = hash;
  }
  headToLastRow(database);
}
