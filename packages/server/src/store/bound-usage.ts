import type { Transaction } from 'kysely';
import { groupBy } from '../domain/group-by.ts';
import type { InstanceUse, NetworkInHour } from '../domain/usage/usage.ts';
import { MAX_INSTANCES, MAX_NETWORKS_AN_HOUR, OTHER_NETWORK } from '../domain/usage/usage-bounds.ts';
import { inPieces } from './in-pieces.ts';
import type { Database } from './schema.ts';

/*
 * Whoever holds a secret chooses where to call from and what to call itself, so neither may grow the database
 * without end. Rows that are known to be there need no room. For the others, what there is room for is counted
 * first; names are compared only where there is not enough.
 */

/** Networks that a credential's hour has no room for are counted together. */
export async function boundNetworks(
  db: Transaction<Database>,
  uses: readonly NetworkInHour[],
  isThere: (use: NetworkInHour) => boolean = () => false,
): Promise<readonly NetworkInHour[]> {
  const asking = uses.filter((use) => use.network !== OTHER_NETWORK && !isThere(use));
  const counts = await countNetworks(db, asking);
  const refused = new Set<NetworkInHour>();
  for (const [key, group] of groupBy(asking, hourOfCredential)) {
    const room = MAX_NETWORKS_AN_HOUR - (counts.get(key) ?? 0);
    if (group.length <= room) continue;
    const rows = await db
      .selectFrom('credential_use_network')
      .select('network')
      .where('credential_id', '=', group[0].credentialId)
      .where('hour', '=', group[0].hour)
      .execute();
    const known = rows.map(({ network }) => network);
    for (const use of withoutRoom(group, ({ network }) => network, known, room)) refused.add(use);
  }
  return refused.size === 0 ? uses : together(uses, refused);
}

/** Instances that a credential has no room for are left out. */
export async function boundInstances(
  db: Transaction<Database>,
  uses: readonly InstanceUse[],
  isThere: (use: InstanceUse) => boolean,
): Promise<readonly InstanceUse[]> {
  const groups = groupBy(
    uses.filter((use) => !isThere(use)),
    ({ credentialId }) => credentialId,
  );
  const counts = await countInstances(db, [...groups.keys()]);
  const refused = new Set<InstanceUse>();
  for (const [credentialId, group] of groups) {
    const room = MAX_INSTANCES - (counts.get(credentialId) ?? 0);
    if (group.length <= room) continue;
    const rows = await db
      .selectFrom('credential_use_instance')
      .select('instance')
      .where('credential_id', '=', credentialId)
      .execute();
    const known = rows.map(({ instance }) => instance);
    for (const use of withoutRoom(group, ({ instance }) => instance, known, room)) refused.add(use);
  }
  return refused.size === 0 ? uses : uses.filter((use) => !refused.has(use));
}

async function countNetworks(
  db: Transaction<Database>,
  uses: readonly NetworkInHour[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const [hour, group] of groupBy(uses, (use) => use.hour)) {
    const ids = new Set(group.map(({ credentialId }) => credentialId));
    for (const piece of inPieces([...ids])) {
      const rows = await db
        .selectFrom('credential_use_network')
        .select(({ fn }) => ['credential_id', fn.countAll().as('networks')])
        .where('credential_id', 'in', piece)
        .where('hour', '=', hour)
        .where('network', '<>', OTHER_NETWORK)
        .groupBy('credential_id')
        .execute();
      for (const row of rows) {
        const key = hourOfCredential({ credentialId: row.credential_id, hour });
        counts.set(key, Number(row.networks));
      }
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

function hourOfCredential({ credentialId, hour }: Pick<NetworkInHour, 'credentialId' | 'hour'>): string {
  return `${credentialId} ${hour}`;
}

/** Known ones always have their place; of new ones as many as there is room for. */
function withoutRoom<Row>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  known: readonly string[],
  room: number,
): readonly Row[] {
  const names = new Set(known);
  let left = room;
  return rows.filter((row) => !names.has(nameOf(row)) && left-- <= 0);
}

/** What was refused of each hour becomes one row, together with what was counted so before. */
function together(
  uses: readonly NetworkInHour[],
  refused: ReadonlySet<NetworkInHour>,
): readonly NetworkInHour[] {
  return [...groupBy(uses, hourOfCredential).values()].flatMap((group) => {
    const isOther = (use: NetworkInHour) => use.network === OTHER_NETWORK || refused.has(use);
    return [...group.filter((use) => !isOther(use)), ...sumAsOther(group.filter(isOther))];
  });
}

/** At most one row. */
function sumAsOther(uses: readonly NetworkInHour[]): readonly NetworkInHour[] {
  const [first] = uses;
  if (first === undefined) return [];
  const lastUsedAt = uses.reduce((latest, use) => Math.max(latest, use.lastUsedAt), first.lastUsedAt);
  const sum = uses.reduce((total, use) => total + use.uses, 0);
  return [{ ...first, network: OTHER_NETWORK, uses: sum, lastUsedAt }];
}
