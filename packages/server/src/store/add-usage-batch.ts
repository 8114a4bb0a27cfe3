import type { Transaction } from 'kysely';
import type { UsageBatch } from '../domain/usage/usage.ts';
import { rowAdder } from './add-rows.ts';
import { boundInstances, boundNetworks } from './bound-usage.ts';
import type { Database } from './schema.ts';
import { CLIENT_DAYS, CREDENTIALS, INSTANCES, NETWORKS } from './usage-tables.ts';
import type { WrittenPlaces } from './written-places.ts';

/** Resolves to what was written of the places. */
export type AddUsageBatch = (
  db: Transaction<Database>,
  batch: UsageBatch,
) => Promise<Pick<UsageBatch, 'networks' | 'instances'>>;

/**
 * Adds what one node counted to what is there. Every node goes through the tables, and through the credentials
 * within each, in one order, so that no two of them can wait for each other.
 */
export function usageBatchAdder(written: Pick<WrittenPlaces, 'hasNetwork' | 'hasInstance'>): AddUsageBatch {
  const addCredentials = rowAdder(CREDENTIALS);
  const addNetworks = rowAdder(NETWORKS);
  const addInstances = rowAdder(INSTANCES);
  const addClientDays = rowAdder(CLIENT_DAYS);
  return async (db, batch) => {
    await addCredentials(
      db,
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
    const networks = await boundNetworks(db, batch.networks, (use) => written.hasNetwork(use));
    await addNetworks(
      db,
      networks.map((use) => [use.credentialId, use.hour, use.network, use.uses, use.lastUsedAt]),
    );
    const instances = await boundInstances(db, batch.instances, (use) => written.hasInstance(use));
    await addInstances(
      db,
      instances.map((use) => [
        use.credentialId,
        use.instance,
        use.version,
        use.firstUsedAt,
        use.lastUsedAt,
        use.uses,
      ]),
    );
    await addClientDays(
      db,
      batch.clientDays.map((row) => [row.clientId, row.day, row.overBudget, row.outsideNetworks]),
    );
    return { networks, instances };
  };
}
