import type { Kysely, Selectable, Transaction } from 'kysely';
import { groupBy } from '../domain/group-by.ts';
import type { NetworkInHour } from '../domain/usage/usage.ts';
import { rowAdder } from './add-rows.ts';
import { boundNetworks } from './bound-usage.ts';
import type { Database } from './schema.ts';
import { NETWORKS } from './usage-tables.ts';

const HOURS_A_DAY = 24;

/**
 * Makes one row of each network of the rows that a credential has on a day, at the day's first hour, as many rows at
 * one time as `atOnce` says. Resolves to how many it took away: a day that has fewer is done, until somebody adds to it.
 *
 * The rows are added up as they were deleted, in the same transaction: whoever else does the same has others.
 */
export async function compactNetworks(db: Kysely<Database>, day: number, atOnce: number): Promise<number> {
  const firstHour = day * HOURS_A_DAY;
  return db.transaction().execute(async (transaction) => {
    const taken = await takeRows(transaction, firstHour, atOnce);
    if (taken.length > 0) await addToFirstHour(transaction, firstHour, taken);
    return taken.length;
  });
}

async function takeRows(
  db: Transaction<Database>,
  firstHour: number,
  limit: number,
): Promise<Selectable<Database['credential_use_network']>[]> {
  return db
    .deleteFrom('credential_use_network')
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('credential_id', 'hour', 'network'),
        'in',
        selectFrom('credential_use_network')
          .select(['credential_id', 'hour', 'network'])
          .where('hour', '>', firstHour)
          .where('hour', '<', firstHour + HOURS_A_DAY)
          .limit(limit)
          .$asTuple('credential_id', 'hour', 'network'),
      ),
    )
    .returningAll()
    .execute();
}

async function addToFirstHour(
  db: Transaction<Database>,
  firstHour: number,
  rows: readonly Selectable<Database['credential_use_network']>[],
): Promise<void> {
  const groups = groupBy(rows, (row) => `${row.credential_id} ${row.network}`);
  const sums = [...groups.values()].map(
    (group): NetworkInHour => ({
      credentialId: group[0].credential_id,
      hour: firstHour,
      network: group[0].network,
      uses: group.reduce((sum, { uses }) => sum + Number(uses), 0),
      lastUsedAt: group.reduce((latest, row) => Math.max(latest, Number(row.last_used_at)), 0),
    }),
  );
  const bounded = await boundNetworks(db, sums);
  await rowAdder(NETWORKS)(
    db,
    bounded.map((use) => [use.credentialId, use.hour, use.network, use.uses, use.lastUsedAt]),
  );
}
