import { join } from 'node:path';
import { openSqlite } from '../store/dialects/sqlite/open-sqlite.ts';

/** How many rows each table of a running server has, read beside it. */
export async function countRows(dataDir: string): Promise<Readonly<Record<string, number>>> {
  const database = await openSqlite(join(dataDir, 'gatepass.db'), 'read');
  try {
    const tables = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .all() as { name: string }[];
    return Object.fromEntries(
      tables.map(({ name }) => {
        const row = database.prepare(`SELECT count(*) AS rows FROM "${name}"`).get() as { rows: number };
        return [name, row.rows];
      }),
    );
  } finally {
    database.close();
  }
}
