import type { IdempotencyKeyStore } from '../domain/stores.ts';
import type { Database } from './sqlite.ts';

interface KeyRow {
  readonly fingerprint: string;
  readonly operation_id: string;
}

export function idempotencyKeyStore(database: Database): IdempotencyKeyStore {
  const find = database.prepare(
    `SELECT fingerprint, operation_id FROM idempotency_key
      WHERE parent_account_id = ? AND account_id = ? AND key = ? AND expires_at > ?`,
  );
  const insert = database.prepare('INSERT OR REPLACE INTO idempotency_key VALUES (?, ?, ?, ?, ?, ?)');
  const removeExpired = database.prepare(
    'DELETE FROM idempotency_key WHERE rowid IN (SELECT rowid FROM idempotency_key WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)',
  );

  return {
    find({ parentAccountId, accountId, key }, now) {
      const row = find.get(parentAccountId, accountId, key, now) as KeyRow | undefined;
      return row && { fingerprint: row.fingerprint, operationId: row.operation_id };
    },

    insert({ parentAccountId, accountId, key }, use, expiresAt) {
      insert.run(parentAccountId, accountId, key, use.fingerprint, use.operationId, expiresAt);
    },

    removeExpired(now, limit) {
      removeExpired.run(now, limit);
    },
  };
}
