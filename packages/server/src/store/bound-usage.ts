import type { Transaction } from 'kysely';
import { groupBy } from '../domain/group-by.ts';
import type { InstanceUse, NetworkUse, UsageBatch } from '../domain/usage/usage.ts';
import { MAX_INSTANCES, MAX_NETWORKS_A_DAY, OTHER_NETWORK } from '../domain/usage/usage-bounds.ts';
import { inPieces } from './in-pieces.ts';
import type { Database } from './schema.ts';

type NetworkOnDay = UsageBatch['networks'][number];

/*
 * Whoever holds a secret chooses where to call from and what to call itself, so neither may grow the database
 * without end. What there is room for is counted first; names are compared only where there is not enough.
 */

/** Networks that a credential's day has no room for are counted together. */
export async function boundNetworks(
  db: Transaction<Database>,
  uses: readonly NetworkOnDay[],
): Promise<readonly NetworkOnDay[]> {
  const bounded: NetworkOnDay[] = [];
  const groups = groupBy(uses, ({ credentialId, day }) => `${credentialId} ${day}`);
  const counts = await countNetworks(db, uses);
  for (const [key, group] of groups) {
    const room = MAX_NETWORKS_A_DAY - (counts.get(key) ?? 0);
    if (group.length <= room) {
      bounded.push(...group);
      continue;
    }
    const rows = await db
      .selectFrom('credential_use_network')
      .select('network')
      .where('credential_id', '=', group[0].credentialId)
      .where('day', '=', group[0].day)
      .execute();
    const known = rows.map(({ network }) => network);
    const named = group.filter(({ network }) => network !== OTHER_NETWORK);
    const admitted = new Set(admit(named, ({ network }) => network, known, room));
    bounded.push(...admitted, ...together(group.filter((use) => !admitted.has(use))));
  }
  return bounded;
}

/** Instances that a credential has no room for are left out. */
export async function boundInstances(
  db: Transaction<Database>,
  uses: readonly InstanceUse[],
): Promise<readonly InstanceUse[]> {
  const bounded: InstanceUse[] = [];
  const groups = groupBy(uses, ({ credentialId }) => credentialId);
  const counts = await countInstances(db, [...groups.keys()]);
  for (const [credentialId, group] of groups) {
    const room = MAX_INSTANCES - (counts.get(credentialId) ?? 0);
    if (group.length <= room) {
      bounded.push(...group);
      continue;
    }
    const rows = await db
      .selectFrom('credential_use_instance')
      .select('instance')
      .where('credential_id', '=', credentialId)
      .execute();
    const known = rows.map(({ instance }) => instance);
    bounded.push(...admit(group, ({ instance }) => instance, known, room));
  }
  return bounded;
}

async function countNetworks(
  db: Transaction<Database>,
  uses: readonly NetworkOnDay[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const days = [...new Set(uses.map(({ day }) => day))];
  for (const day of days) {
    const ids = uses.filter((use) => use.day === day).map(({ credentialId }) => credentialId);
    for (const piece of inPieces([...new Set(ids)])) {
      const rows = await db
        .selectFrom('credential_use_network')
        .select(({ fn }) => ['credential_id', fn.countAll().as('networks')])
        .where('credential_id', 'in', piece)
        .where('day', '=', day)
        .where('network', '<>', OTHER_NETWORK)
        .groupBy('credential_id')
        .execute();
      for (const row of rows) counts.set(`${row.credential_id} ${day}`, Number(row.networks));
    }
  }
  return counts;
}

async function countInstances(
  db: Transaction<Database>,
  credentialIds: readonly string[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const piece of inPieces(credentialIds)) {
    const rows = await db
      .selectFrom('credential_use_instance')
      .select(({ fn }) => ['credential_id', fn.countAll().as('instances')])
      .where('credential_id', 'in', piece)
      .groupBy('credential_id')
      .execute();
    for (const row of rows) counts.set(row.credential_id, Number(row.instances));
  }
  return counts;
}

/** Known ones always have their place; new ones have as many as there is room for. */
function admit<Row>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  known: readonly string[],
  room: number,
): readonly Row[] {
  const names = new Set(known);
  let left = room;
  return rows.filter((row) => names.has(nameOf(row)) || left-- > 0);
}

/** At most one row. */
function together(uses: readonly NetworkOnDay[]): readonly NetworkOnDay[] {
  const [first] = uses;
  if (first === undefined) return [];
  const sum = (of: (use: NetworkUse) => number) => uses.reduce((total, use) => total + of(use), 0);
  const lastUsedAt = uses.reduce((latest, use) => Math.max(latest, use.lastUsedAt), 0);
  return [{ ...first, network: OTHER_NETWORK, uses: sum((use) => use.uses), lastUsedAt }];
}
