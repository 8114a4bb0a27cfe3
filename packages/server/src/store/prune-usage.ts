import { type Kysely, sql } from 'kysely';
import { compactNetworks } from './compact-networks.ts';
import type { Database } from './schema.ts';

const DAY = 86_400_000;
/** Rows that go at one time: other writers wait meanwhile. */
const ROWS_AT_ONCE = 256;
/** Rows that are summed up in one round; what is left is for the next. */
const COMPACTED_IN_A_ROUND = 32_768;
/** Days for which uses of a network are kept by the hour, and for which they are kept at all. */
const NETWORK_HOURS_KEPT = 3;
const NETWORKS_KEPT = 90;

interface Retention {
  readonly table: keyof Database;
  readonly key: readonly string[];
  /** What a row's age is told by: a time since 1970, in units of which a day has so many. */
  readonly by: string;
  readonly unitsADay: number;
  readonly keptDays: number;
}

/** The first and last use of a credential stay with it. */
const RETENTIONS: readonly Retention[] = [
  {
    table: 'credential_use_network',
    key: ['credential_id', 'hour', 'network'],
    by: 'hour',
    unitsADay: 24,
    keptDays: NETWORKS_KEPT,
  },
  {
    table: 'credential_use_instance',
    key: ['credential_id', 'instance'],
    by: 'last_used_at',
    unitsADay: DAY,
    keptDays: 90,
  },
  { table: 'client_day', key: ['client_id', 'day'], by: 'day', unitsADay: 1, keptDays: 400 },
];

/**
 * Removes the days that have had their time, sums up those whose hours have, and says how many rows that did away with.
 * Others have their turn in between.
 */
export async function pruneUsage(db: Kysely<Database>, now: number): Promise<number> {
  const today = Math.floor(now / DAY);
  let gone = 0;
  for (const retention of RETENTIONS) gone += await inSteps(() => removeSome(db, retention, today));
  return gone + (await compactOldDays(db, today));
}

/** All of them each time: nodes write late when the database was away. A day that is done costs one look-up. */
async function compactOldDays(db: Kysely<Database>, today: number): Promise<number> {
  let gone = 0;
  for (let day = today - NETWORKS_KEPT; day < today - NETWORK_HOURS_KEPT; day++) {
    gone += await inSteps(() => compactNetworks(db, day, ROWS_AT_ONCE), COMPACTED_IN_A_ROUND - gone);
  }
  return gone;
}

/** Until a step finds less than it could do, or that was enough. */
async function inSteps(step: () => Promise<number>, enough = Number.POSITIVE_INFINITY): Promise<number> {
  let sum = 0;
  let atOnce = ROWS_AT_ONCE;
  while (atOnce === ROWS_AT_ONCE && sum < enough) {
    atOnce = await step();
    sum += atOnce;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return sum;
}

async function removeSome(
  db: Kysely<Database>,
  { table, key, by, unitsADay, keptDays }: Retention,
  today: number,
): Promise<number> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where (${columns}) in (
      select ${columns} from ${sql.table(table)}
      where ${sql.ref(by)} < ${(today - keptDays) * unitsADay} limit ${ROWS_AT_ONCE}
    )
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}
