import { createSecretKey, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DEFAULT_PREFIXES } from '@gatepass/protocol';
import { type TempFolder, tempFolder } from '@gatepass/testing';
import type { ChangeContext } from '../domain/ledger/ledger-entry.ts';
import { createLedgerTail, type LedgerTail } from '../domain/ledger/ledger-tail.ts';
import type { CredentialMaker } from '../domain/secret/make-credential.ts';
import type { SecretPolicy } from '../domain/secret/secret-policy.ts';
import type { Store } from '../domain/store.ts';
import { createMacKey, openSecretMac } from '../signing/secret-mac.ts';
import { sha256 } from '../signing/sha256.ts';
import { openSqliteDatabases } from '../store/dialects/sqlite/open-sqlite-store.ts';
import { type Databases, sqlStore } from '../store/sql-store.ts';

export interface TestStore {
  readonly store: Store;
  readonly tail: LedgerTail;
  readonly databases: Databases;
  readonly path: string;
  readonly maker: TestMaker;
  close(): Promise<void>;
}

/** Makes credentials whose secrets have no end. */
export interface TestMaker extends CredentialMaker {
  readonly secretPolicy: SecretPolicy;
}

/** A real store on a real file of its own. `path` opens one that another test store has left. */
export async function openTestStore(given?: {
  readonly path: string;
  readonly maker: TestMaker;
}): Promise<TestStore> {
  const folder: TempFolder | undefined = given === undefined ? await tempFolder() : undefined;
  const path = given?.path ?? join(folder?.path ?? '', 'gatepass.db');
  const databases = await openSqliteDatabases(path, sha256);
  const tail = createLedgerTail();
  const store = sqlStore(databases, { tail, sha256 });
  tail.startAt((await store.ledger.head()).sequence);
  return {
    store,
    tail,
    databases,
    path,
    maker: given?.maker ?? credentialMaker(),
    async close() {
      await store.close();
      await folder?.remove();
    },
  };
}

const ENDLESS: SecretPolicy = { defaultLifetime: null, maxLifetime: null };

function credentialMaker(): TestMaker {
  const masterKey = createSecretKey(randomBytes(32));
  const mac = openSecretMac(masterKey, createMacKey(masterKey, 1, 0));
  return { mac, randomBytes, prefixes: DEFAULT_PREFIXES, environment: 'live', secretPolicy: ENDLESS };
}

export const TEST_CONTEXT: ChangeContext = { actor: 'system:start', requestId: null, now: 1_700_000_000_000 };
