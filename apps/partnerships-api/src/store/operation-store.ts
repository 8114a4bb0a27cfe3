import type { OperationStore } from '../domain/stores.ts';
import type { Database } from './sqlite.ts';

interface OperationRow {
  readonly operation_id: string;
  readonly parent_account_id: string;
  readonly request_id: string;
  readonly outcome: string;
  readonly created_at: number;
}

export function operationStore(database: Database): OperationStore {
  const byId = database.prepare('SELECT * FROM operation WHERE operation_id = ?');
  const insert = database.prepare('INSERT INTO operation VALUES (?, ?, ?, ?, ?)');
  const removeBefore = database.prepare(
    'DELETE FROM operation WHERE rowid IN (SELECT rowid FROM operation WHERE created_at < ? ORDER BY created_at LIMIT ?)',
  );

  return {
    find(operationId) {
      const row = byId.get(operationId) as OperationRow | undefined;
      return (
        row && {
          operationId: row.operation_id,
          parentAccountId: row.parent_account_id,
          requestId: row.request_id,
          outcome: JSON.parse(row.outcome),
          createdAt: row.created_at,
        }
      );
    },

    insert({ operationId, parentAccountId, requestId, outcome, createdAt }) {
      insert.run(operationId, parentAccountId, requestId, JSON.stringify(outcome), createdAt);
    },

    removeBefore(time, limit) {
      removeBefore.run(time, limit);
    },
  };
}
