import { join } from 'node:path';
import { openSqlite } from '../store/dialects/sqlite/open-sqlite.ts';

/** Runs a statement on the database of a running server, beside it: as if another process had. */
export async function inDatabase(dataDir: string, statement: string): Promise<void> {
  const database = await openSqlite(join(dataDir, 'gatepass.db'), 'write');
  try {
    database.exec(statement);
  } finally {
    database.close();
  }
}
