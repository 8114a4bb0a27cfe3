import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Rows that go at one time: other writers wait meanwhile. */
const ROWS_AT_ONCE = 1000;

interface Retention {
  readonly table: keyof Database;
  readonly key: readonly string[];
  /** What a row's age is told by, in these units since 1970. */
  readonly by: string;
  readonly unit: number;
  /** Milliseconds. */
  readonly kept: number;
}

/** The first and last use of a credential stay with it. */
const RETENTIONS: readonly Retention[] = [
  { table: 'credential_use_hour', key: ['credential_id', 'hour'], by: 'hour', unit: HOUR, kept: 3 * DAY },
  { table: 'credential_use_day', key: ['credential_id', 'day'], by: 'day', unit: DAY, kept: 400 * DAY },
  {
    table: 'credential_use_network',
    key: ['credential_id', 'day', 'network'],
    by: 'day',
    unit: DAY,
    kept: 90 * DAY,
  },
  {
    table: 'credential_use_instance',
    key: ['credential_id', 'instance'],
    by: 'last_used_at',
    unit: 1,
    kept: 90 * DAY,
  },
  { table: 'client_day', key: ['client_id', 'day'], by: 'day', unit: DAY, kept: 400 * DAY },
];

/** Removes what has had its time, and says how many rows that were. Others have their turn in between. */
export async function pruneUsage(db: Kysely<Database>, now: number): Promise<number> {
  let removed = 0;
  for (const retention of RETENTIONS) {
    let atOnce: number;
    do {
      atOnce = await removeSome(db, retention, now);
      removed += atOnce;
      await new Promise((resolve) => setImmediate(resolve));
    } while (atOnce === ROWS_AT_ONCE);
  }
  return removed;
}

async function removeSome(
  db: Kysely<Database>,
  { table, key, by, unit, kept }: Retention,
  now: number,
): Promise<number> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where (${columns}) in (
      select ${columns} from ${sql.table(table)}
      where ${sql.ref(by)} < ${Math.floor((now - kept) / unit)} limit ${ROWS_AT_ONCE}
    )
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}
