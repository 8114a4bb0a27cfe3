import type { Stores } from '../domain/stores.ts';
import { accountStore } from './account-store.ts';
import { idempotencyKeyStore } from './idempotency-key-store.ts';
import { operationStore } from './operation-store.ts';
import type { Database } from './sqlite.ts';
import { inTransaction } from './transaction.ts';

/** The stores of one connection. `transact` holds the connection, so it lives as long as they do. */
export function sqliteStores(database: Database): Stores {
  return {
    accounts: accountStore(database),
    operations: operationStore(database),
    idempotencyKeys: idempotencyKeyStore(database),
    transact: (end, work) => inTransaction(database, end, work),
  };
}
