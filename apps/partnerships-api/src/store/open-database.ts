import { migrate } from './migrate.ts';
import { type Database, loadSqlite } from './sqlite.ts';

const SETTINGS = `
  PRAGMA busy_timeout = 5000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
`;

/**
 * Opens the database file, makes it where there is none, and brings its schema up to date.
 * @throws {Error} with one sentence for whoever starts the program, when the file is damaged, cannot be written,
 *   or comes from a newer version
 */
export async function openDatabase(path: string): Promise<Database> {
  const { DatabaseSync } = await loadSqlite();
  let database: Database | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec(SETTINGS);
    checkIntegrity(database);
    migrate(database);
    return database;
  } catch (cause) {
    database?.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The API cannot use its database ${path}: ${reason}. Make the file and its folder writable, restore it from a backup, or name another file.`,
      { cause },
    );
  }
}

function checkIntegrity(database: Database): void {
  const row = database.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
  if (row.quick_check !== 'ok') throw new Error('it is damaged');
}
