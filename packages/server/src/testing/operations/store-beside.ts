import { createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MacKey } from '../../domain/signing-key/signing-key.ts';
import { openSqlite } from '../../store/dialects/sqlite/open-sqlite.ts';
import { openTestStore, type TestStore, testMaker } from '../open-test-store.ts';

/** The store of a server that runs under `dev`, opened beside it with its own keys: for what no operation does at once. */
export async function openStoreBeside(dataDir: string): Promise<TestStore> {
  const path = join(dataDir, 'gatepass.db');
  const masterKey = createSecretKey(Buffer.from(readFileSync(join(dataDir, 'master.key'), 'utf8'), 'base64'));
  return openTestStore({ path, maker: testMaker(masterKey, await readMacKey(path)) });
}

async function readMacKey(path: string): Promise<MacKey> {
  const database = await openSqlite(path, 'read');
  try {
    const row = database.prepare('SELECT version, sealed_key, created_at FROM mac_key').get() as {
      version: number;
      sealed_key: string;
      created_at: number;
    };
    return { version: row.version, sealedKey: row.sealed_key, createdAt: row.created_at };
  } finally {
    database.close();
  }
}
