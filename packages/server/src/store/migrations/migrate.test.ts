import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256 } from '../../signing/sha256.ts';
import { openTestStore, type TestStore } from '../../testing/open-test-store.ts';
import { openSqliteDatabases } from '../dialects/sqlite/open-sqlite-store.ts';
import { ALL_MIGRATIONS } from './all-migrations.ts';

let opened: TestStore;

beforeEach(async () => {
  opened = await openTestStore();
});
afterEach(() => opened.close());

async function reopen(): Promise<readonly string[]> {
  const databases = await openSqliteDatabases(opened.path, sha256);
  await databases.reader.destroy();
  await databases.writer.destroy();
  return databases.applied;
}

test('a new database gets every migration, each with the checksum of its SQL', async () => {
  const rows = await opened.databases.writer.selectFrom('migration_checksum').selectAll().execute();
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(ALL_MIGRATIONS));
  for (const { sha256: checksum } of rows) expect(checksum).toMatch(/^[0-9a-f]{64}$/);
});

test('a database that is up to date is left as it is', async () => {
  expect(await reopen()).toEqual([]);
});

test('the migrations that were released are unchanged', async () => {
  const rows = await opened.databases.writer
    .selectFrom('migration_checksum')
    .selectAll()
    .orderBy('name')
    .execute();
  expect(
    Object.fromEntries(rows.slice(0, 2).map(({ name, sha256 }) => [name, sha256])),
  ).toMatchInlineSnapshot(`
    {
      "0001-initial": "3207f383d041aabe6c74b718d1869f2903a48843fb532f8b110eda14c489a342",
      "0002-rotation-and-evidence": "df38b0070e5989adcdec136699027e5d506cf6abeafc5b1e3f0e6f9200d8c84a",
    }
  `);
});

test('a database whose migration is another one of that name is refused', async () => {
  await opened.databases.writer
    .updateTable('migration_checksum')
    .set({ sha256: 'f'.repeat(64) })
    .execute();
  await expect(reopen()).rejects.toThrow(
    'migration 0001-initial in the database is not the one of this version',
  );
});

test('a database of a later version is refused', async () => {
  await opened.databases.writer
    .insertInto('migration_checksum')
    .values({ name: '9999-later', sha256: 'x' })
    .execute();
  await expect(reopen()).rejects.toThrow('has migration 9999-later, which this version does not know');
});
