import type { Transaction } from 'kysely';
import type { UsageBatch } from '../domain/usage/usage.ts';
import { addRows, type CountTable } from './add-rows.ts';
import { boundInstances, boundNetworks } from './bound-usage.ts';
import type { Database } from './schema.ts';

/**
 * Adds what one node counted to what is there. Every node goes through the tables, and through the credentials
 * within each, in one order, so that no two of them can wait for each other.
 */
export async function addUsageBatch(db: Transaction<Database>, batch: UsageBatch): Promise<void> {
  await addRows(
    db,
    CREDENTIALS,
    batch.credentials.map((use) => [
      use.credentialId,
      use.clientId,
      use.firstUsedAt,
      use.lastUsedAt,
      use.lastNetwork,
      use.lastTokenEndsAt,
      use.uses,
    ]),
  );
  await addRows(
    db,
    HOURS,
    batch.hours.map((row) => [row.credentialId, row.period, row.uses]),
  );
  await addRows(
    db,
    DAYS,
    batch.days.map((row) => [row.credentialId, row.period, row.uses]),
  );
  const networks = await boundNetworks(db, batch.networks);
  await addRows(
    db,
    NETWORKS,
    networks.map((use) => [use.credentialId, use.day, use.network, use.uses, use.lastUsedAt]),
  );
  const instances = await boundInstances(db, batch.instances);
  await addRows(
    db,
    INSTANCES,
    instances.map((use) => [
      use.credentialId,
      use.instance,
      use.version,
      use.firstUsedAt,
      use.lastUsedAt,
      use.uses,
    ]),
  );
  await addRows(
    db,
    CLIENT_DAYS,
    batch.clientDays.map((row) => [row.clientId, row.day, row.overBudget, row.outsideNetworks]),
  );
}

const CREDENTIALS: CountTable = {
  name: 'credential_use',
  key: ['credential_id'],
  merged: {
    client_id: 'latest',
    first_used_at: 'least',
    last_used_at: 'greatest',
    last_network: 'latest',
    last_token_ends_at: 'greatest',
    uses: 'sum',
  },
};
const HOURS: CountTable = {
  name: 'credential_use_hour',
  key: ['credential_id', 'hour'],
  merged: { uses: 'sum' },
};
const DAYS: CountTable = {
  name: 'credential_use_day',
  key: ['credential_id', 'day'],
  merged: { uses: 'sum' },
};
const NETWORKS: CountTable = {
  name: 'credential_use_network',
  key: ['credential_id', 'day', 'network'],
  merged: { uses: 'sum', last_used_at: 'greatest' },
};
const INSTANCES: CountTable = {
  name: 'credential_use_instance',
  key: ['credential_id', 'instance'],
  merged: { version: 'latest', first_used_at: 'least', last_used_at: 'greatest', uses: 'sum' },
};
const CLIENT_DAYS: CountTable = {
  name: 'client_day',
  key: ['client_id', 'day'],
  merged: { over_budget: 'sum', outside_networks: 'sum' },
};
