import { MIGRATIONS } from './migrations.ts';
import type { Database } from './sqlite.ts';
import { inTransaction } from './transaction.ts';

/**
 * Brings the schema up to date: all missing steps or, when one fails, none.
 * @throws {Error} when the database has had steps that this program does not know
 */
export function migrate(database: Database): void {
  inTransaction(database, 'commit', () => {
    const version = readVersion(database);
    if (version > MIGRATIONS.length) throw new Error('it was made by a newer version of this program');
    for (const step of MIGRATIONS.slice(version)) database.exec(step);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  });
}

function readVersion(database: Database): number {
  const row = database.prepare('PRAGMA user_version').get() as { user_version: number };
  return row.user_version;
}
