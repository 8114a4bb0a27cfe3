import { type Dialect, Kysely, type Migration, type MigrationProvider, Migrator } from 'kysely';
import type { Sha256 } from '../../domain/ledger/ledger-entry.ts';
import type { Database } from '../schema.ts';
import { ALL_MIGRATIONS } from './all-migrations.ts';
import { recordingDialect } from './recording-dialect.ts';

/** The database and this program do not belong together. The message says why. */
export class MigrationMismatch extends Error {
  override readonly name = 'MigrationMismatch';
}

/** Brings the schema up to date, all missing migrations in one transaction. Returns the names of those applied. */
export async function migrate(
  db: Kysely<Database>,
  dialect: Dialect,
  sha256: Sha256,
  migrations = ALL_MIGRATIONS,
): Promise<readonly string[]> {
  const checksums = await checksumsOf(migrations, dialect, sha256);
  await db.schema
    .createTable('migration_checksum')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .execute();
  await refuseMismatch(db, checksums);

  const provider: MigrationProvider = {
    getMigrations: async () => withChecksums(migrations, checksums),
  };
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? [])
    .filter((result) => result.status === 'Success')
    .map((result) => result.migrationName);
}

async function refuseMismatch(db: Kysely<Database>, checksums: ReadonlyMap<string, string>): Promise<void> {
  for (const applied of await db.selectFrom('migration_checksum').selectAll().orderBy('name').execute()) {
    const expected = checksums.get(applied.name);
    if (expected === undefined) {
      throw new MigrationMismatch(
        `the database has migration ${applied.name}, which this version does not know`,
      );
    }
    if (expected !== applied.sha256) {
      throw new MigrationMismatch(`migration ${applied.name} in the database is not the one of this version`);
    }
  }
}

/** The checksum is written by the migration's own transaction, so the two are never apart. */
function withChecksums(
  migrations: Readonly<Record<string, Migration>>,
  checksums: ReadonlyMap<string, string>,
): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(migrations).map(([name, migration]) => [
      name,
      {
        async up(db: Kysely<Database>) {
          await migration.up(db);
          await db
            .insertInto('migration_checksum')
            .values({ name, sha256: checksums.get(name) as string })
            .execute();
        },
      },
    ]),
  );
}

/** SHA-256 over the very SQL that a migration runs on this dialect; not over its source, which a build changes. */
async function checksumsOf(
  migrations: Readonly<Record<string, Migration>>,
  dialect: Dialect,
  sha256: Sha256,
): Promise<ReadonlyMap<string, string>> {
  const checksums = new Map<string, string>();
  for (const [name, migration] of Object.entries(migrations)) {
    const statements: string[] = [];
    const recorder = new Kysely<Database>({
      dialect: recordingDialect(dialect, (sql) => statements.push(sql)),
    });
    await migration.up(recorder);
    checksums.set(name, sha256(statements.join(';\n')));
  }
  return checksums;
}
