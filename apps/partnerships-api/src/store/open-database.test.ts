import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TempFolder, tempFolder } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MIGRATIONS } from './migrations.ts';
import { openDatabase } from './open-database.ts';

let folder: TempFolder;
beforeAll(async () => {
  folder = await tempFolder();
});
afterAll(() => folder.remove());

function path(name: string): string {
  return join(folder.path, name);
}

describe('openDatabase', () => {
  test('opens with a write-ahead log, full synchronisation and foreign keys', async () => {
    const database = await openDatabase(path('settings.db'));
    const setting = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() as object)[0];

    expect(['journal_mode', 'synchronous', 'foreign_keys', 'user_version'].map(setting)).toEqual([
      'wal',
      2,
      1,
      MIGRATIONS.length,
    ]);
    database.close();
  });

  test('makes the schema once, and finds it when it opens again', async () => {
    (await openDatabase(path('again.db'))).close();
    const database = await openDatabase(path('again.db'));
    expect(database.prepare('SELECT count(*) AS accounts FROM account').get()).toMatchObject({ accounts: 0 });
    database.close();
  });

  test('refuses a file that is no database, in one sentence and its cure', async () => {
    await writeFile(path('text.db'), 'this is a text, and a rather long one at that. '.repeat(100));
    await expect(openDatabase(path('text.db'))).rejects.toThrow(
      `The API cannot use its database ${path('text.db')}: file is not a database. Make the file`,
    );
  });

  test('refuses a damaged database', async () => {
    const database = await openDatabase(path('damaged.db'));
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    await overwrite(path('damaged.db'));
    await expect(openDatabase(path('damaged.db'))).rejects.toThrow(
      /^The API cannot use its database .*\. Make the file/,
    );
  });

  test('refuses a path that cannot be written', async () => {
    await mkdir(path('folder.db'));
    for (const place of [path('folder.db'), path('missing/api.db')]) {
      await expect(openDatabase(place)).rejects.toThrow(/^The API cannot use its database .*unable to open/);
    }
  });

  test('refuses a database of a newer version, and leaves it as it is', async () => {
    const database = await openDatabase(path('newer.db'));
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    database.close();
    await expect(openDatabase(path('newer.db'))).rejects.toThrow(/made by a newer version of this program/);
  });
});

/** Spoils every page but the first, as a bad disk might. */
async function overwrite(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes.fill(0xa5, 4096);
  await writeFile(file, bytes);
}
