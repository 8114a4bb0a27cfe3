import { Kysely } from 'kysely';
import type { Sha256 } from '../../../domain/ledger/ledger-entry.ts';
import { migrate } from '../../migrations/migrate.ts';
import type { Database } from '../../schema.ts';
import type { Databases } from '../../sql-store.ts';
import { GUARD_LEDGER, UNGUARD_LEDGER } from './ledger-triggers.ts';
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
    writing.exec(UNGUARD_LEDGER);
    const applied = await migrate(writer, dialect, sha256);
    writing.exec(GUARD_LEDGER);
    const reading = await openSqlite(path, 'read');
    const reader = new Kysely<Database>({ dialect: sqliteDialect(() => new SqliteReadDriver(reading)) });
    return { writer, reader, prepare: prepareOn(reading), applied };
  } catch (error) {
    await writer.destroy();
    throw error;
  }
}
