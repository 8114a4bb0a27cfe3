import { type Kysely, type Selectable, sql } from 'kysely';
import type { UsageStore } from '../domain/store.ts';
import type { CredentialUse, UsesInPeriod } from '../domain/usage/usage.ts';
import { usageBatchAdder } from './add-usage-batch.ts';
import { pruneUsage } from './prune-usage.ts';
import type { Database } from './schema.ts';
import { WrittenPlaces } from './written-places.ts';

const HOURS_A_DAY = 24;
const HOUR = 3_600_000;
/** A row that was used later than its hour stands for its whole day, see compact-networks.ts. */
const isOfOneHour = sql<boolean>`last_used_at < (hour + 1) * ${sql.lit(HOUR)}`;

/** Counts of use. What one node counted is added to what is there, so nodes need not know of each other. */
export function usageStore(reader: Kysely<Database>, writer: Kysely<Database>): UsageStore {
  const written = new WrittenPlaces();
  const addUsageBatch = usageBatchAdder(written);
  return {
    async add(batch) {
      written.add(await writer.transaction().execute((db) => addUsageBatch(db, batch)));
    },
    async ofCredentials(ids) {
      if (ids.length === 0) return [];
      const rows = await reader
        .selectFrom('credential_use')
        .selectAll()
        .where('credential_id', 'in', ids)
        .execute();
      return rows.map(toCredentialUse);
    },
    async ofClient(clientId) {
      const rows = await reader
        .selectFrom('credential_use')
        .selectAll()
        .where('client_id', '=', clientId)
        .execute();
      return rows.map(toCredentialUse);
    },
    async hours(ids, since) {
      if (ids.length === 0) return [];
      const rows = await reader
        .selectFrom('credential_use_network')
        .select(({ fn }) => ['credential_id', 'hour as period', fn.sum('uses').as('uses')])
        .where('credential_id', 'in', ids)
        .where('hour', '>=', since)
        .where(isOfOneHour)
        .groupBy(['credential_id', 'hour'])
        .orderBy('hour')
        .execute();
      return rows.map(toPeriod);
    },
    async days(ids, since) {
      if (ids.length === 0) return [];
      const day = sql<number>`hour / ${sql.lit(HOURS_A_DAY)}`;
      const rows = await reader
        .selectFrom('credential_use_network')
        .select(({ fn }) => ['credential_id', day.as('period'), fn.sum('uses').as('uses')])
        .where('credential_id', 'in', ids)
        .where('hour', '>=', since * HOURS_A_DAY)
        .groupBy(['credential_id', day])
        .orderBy('period')
        .execute();
      return rows.map(toPeriod);
    },
    async networks(ids, sinceDay) {
      if (ids.length === 0) return [];
      const rows = await reader
        .selectFrom('credential_use_network')
        .select(['credential_id', 'network'])
        .select(({ fn }) => [fn.sum('uses').as('uses'), fn.max('last_used_at').as('last_used_at')])
        .where('credential_id', 'in', ids)
        .where('hour', '>=', sinceDay * HOURS_A_DAY)
        .groupBy(['credential_id', 'network'])
        .orderBy('uses', 'desc')
        .orderBy('network')
        .execute();
      return rows.map((row) => ({
        credentialId: row.credential_id,
        network: row.network,
        uses: Number(row.uses),
        lastUsedAt: Number(row.last_used_at),
      }));
    },
    async instances(ids, since) {
      if (ids.length === 0) return [];
      const rows = await reader
        .selectFrom('credential_use_instance')
        .selectAll()
        .where('credential_id', 'in', ids)
        .where('last_used_at', '>=', since)
        .orderBy('instance')
        .execute();
      return rows.map((row) => ({
        credentialId: row.credential_id,
        instance: row.instance,
        version: row.version,
        firstUsedAt: Number(row.first_used_at),
        lastUsedAt: Number(row.last_used_at),
        uses: Number(row.uses),
      }));
    },
    async clientDays(clientId, sinceDay) {
      const rows = await reader
        .selectFrom('client_day')
        .selectAll()
        .where('client_id', '=', clientId)
        .where('day', '>=', sinceDay)
        .orderBy('day')
        .execute();
      return rows.map((row) => ({
        clientId: row.client_id,
        day: Number(row.day),
        overBudget: Number(row.over_budget),
        outsideNetworks: Number(row.outside_networks),
      }));
    },
    async prune(now) {
      return pruneUsage(writer, now);
    },
  };
}

function toCredentialUse(row: Selectable<Database['credential_use']>): CredentialUse {
  return {
    credentialId: row.credential_id,
    clientId: row.client_id,
    firstUsedAt: Number(row.first_used_at),
    lastUsedAt: Number(row.last_used_at),
    lastNetwork: row.last_network,
    lastTokenEndsAt: Number(row.last_token_ends_at),
    uses: Number(row.uses),
  };
}

function toPeriod(row: {
  readonly credential_id: string;
  readonly period: number;
  readonly uses: number | string | bigint;
}): UsesInPeriod {
  return { credentialId: row.credential_id, period: Number(row.period), uses: Number(row.uses) };
}
