import type { Database } from './sqlite.ts';

/**
 * Runs `work` in a transaction that holds the write lock from its start: one that begins by reading and then
 * writes would fail at once when another process has written in between, whatever the busy timeout.
 */
export function inTransaction<Value>(
  database: Database,
  end: 'commit' | 'roll_back',
  work: () => Value,
): Value {
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    database.exec(end === 'commit' ? 'COMMIT' : 'ROLLBACK');
    return value;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

function rollBack(database: Database): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // After a full disk or an I/O error SQLite has rolled back by itself; the first error is the one to tell.
  }
}
