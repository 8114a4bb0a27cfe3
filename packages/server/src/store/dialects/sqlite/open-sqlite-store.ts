import { Kysely } from 'kysely';
import type { Sha256 } from '../../../domain/ledger/ledger-entry.ts';
import { migrate } from '../../migrations/migrate.ts';
import type { Database } from '../../schema.ts';
import type { Databases } from '../../sql-store.ts';
import { openSqlite } from './open-sqlite.ts';
import { prepareOn } from './prepare-on.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { SqliteDriver, SqliteReadDriver } from './sqlite-driver.ts';

export interface OpenedDatabases extends Databases {
  /** Names of the migrations that were applied just now. */
  readonly applied: readonly string[];
}

/** Opens a file, brings its schema up to date, and gives a connection that writes and one that only reads. */
export async function openSqliteDatabases(path: string, sha256: Sha256): Promise<OpenedDatabases> {
  const writing = await openSqlite(path, 'write');
  const dialect = sqliteDialect(() => new SqliteDriver(writing));
  const writer = new Kysely<Database>({ dialect });
  try {
    writing.exec(UNGUARDED_LEDGER);
    const applied = await migrate(writer, dialect, sha256);
    writing.exec(APPEND_ONLY_LEDGER);
    const reading = await openSqlite(path, 'read');
    const reader = new Kysely<Database>({ dialect: sqliteDialect(() => new SqliteReadDriver(reading)) });
    return { writer, reader, prepare: prepareOn(reading), applied };
  } catch (error) {
    await writer.destroy();
    throw error;
  }
}

/** A migration may add columns to rows that exist; nothing else runs before the triggers are back. */
const UNGUARDED_LEDGER = `
  DROP TRIGGER IF EXISTS ledger_keeps_rows;
  DROP TRIGGER IF EXISTS ledger_loses_no_rows;
  DROP TRIGGER IF EXISTS ledger_replaces_no_rows;
`;

/**
 * The ledger's rows stay as they are, whoever writes to the database through SQLite. The third trigger is for
 * REPLACE, whose deletions fire no delete trigger.
 */
const APPEND_ONLY_LEDGER = `
  CREATE TRIGGER IF NOT EXISTS ledger_keeps_rows BEFORE UPDATE ON ledger
  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
  CREATE TRIGGER IF NOT EXISTS ledger_loses_no_rows BEFORE DELETE ON ledger
  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
  CREATE TRIGGER IF NOT EXISTS ledger_replaces_no_rows BEFORE INSERT ON ledger
  WHEN EXISTS (SELECT 1 FROM ledger WHERE sequence = NEW.sequence)
  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
`;
