import type { KeyObject } from 'node:crypto';
import { dirname } from 'node:path';
import { ensureDataDirectory } from './config/data-directory.ts';
import { masterKeyOf } from './config/master-key.ts';
import type { Settings } from './config/settings.ts';
import type { Clock } from './domain/clock.ts';
import { createLedgerTail, type LedgerTail } from './domain/ledger/ledger-tail.ts';
import type { Store } from './domain/store.ts';
import { SealBroken } from './signing/seal.ts';
import { createMacKey } from './signing/secret-mac.ts';
import { sha256 } from './signing/sha256.ts';
import { createSigningKey } from './signing/signing-keys.ts';
import { StartFailure } from './start-failure.ts';
import { openSqliteDatabases } from './store/dialects/sqlite/open-sqlite-store.ts';
import { MigrationMismatch } from './store/migrations/migrate.ts';
import { sqlStore } from './store/sql-store.ts';
import { bindEnvironment } from './usecases/prepare-deployment/bind-environment.ts';
import { type Keys, prepareKeys } from './usecases/prepare-deployment/prepare-keys.ts';

export interface OpenedStore {
  readonly store: Store;
  readonly tail: LedgerTail;
  readonly masterKey: KeyObject;
  readonly applied: readonly string[];
}

/** Opens the database, brought up to date, and reads the master key. Throws `StartFailure`. */
export async function openStore(settings: Settings): Promise<OpenedStore> {
  ensureDataDirectory(settings.dataDir);
  ensureDataDirectory(dirname(settings.databasePath));
  const masterKey = masterKeyOf(settings);
  try {
    const databases = await openSqliteDatabases(settings.databasePath, sha256);
    const tail = createLedgerTail();
    const store = sqlStore(databases, { tail, sha256 });
    tail.startAt((await store.ledger.head()).sequence);
    return { store, tail, masterKey, applied: databases.applied };
  } catch (error) {
    throw startFailureOf(error, settings);
  }
}

/** Binds the database to its environment, and opens its keys, which are made at a first start. */
export async function prepareDeployment(
  settings: Settings,
  store: Store,
  masterKey: KeyObject,
  now: Clock,
): Promise<Keys> {
  const bound = await bindEnvironment({ store, now }, settings.environment);
  if (!bound.ok) {
    throw new StartFailure(
      `The database ${settings.databasePath} is not of the ${settings.environment} environment; set GATEPASS_ENVIRONMENT to the one it was made for, or use another database.`,
      2,
    );
  }
  return prepareKeys({
    store,
    now,
    createSigningKey: (state) => createSigningKey(masterKey, state, now()),
    createMacKey: (version) => createMacKey(masterKey, version, now()),
  });
}

/** What the person at the terminal can do something about, as one sentence; everything else stays what it is. */
export function startFailureOf(error: unknown, settings: Settings): unknown {
  if (error instanceof SealBroken) {
    return new StartFailure(
      `The master key is not the one that ${settings.databasePath} was sealed under; give the right one in GATEPASS_MASTER_KEY.`,
      2,
    );
  }
  if (error instanceof MigrationMismatch) {
    return new StartFailure(
      `This version does not fit ${settings.databasePath}: ${error.message}; run the version that made it, or a later one.`,
      8,
    );
  }
  const reason = databaseReason(error);
  if (reason === undefined) return error;
  const damaged = /not a database|malformed|corrupt/i.test(reason);
  return new StartFailure(
    damaged
      ? `The database ${settings.databasePath} is damaged (${reason}); restore it from a backup, or move it away to begin anew.`
      : `The database ${settings.databasePath} cannot be opened (${reason}); see that this user can read and write it, and that the disk has room.`,
    8,
  );
}

function databaseReason(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && String(cause.code).includes('SQLITE')) return cause.message;
  }
  return undefined;
}
