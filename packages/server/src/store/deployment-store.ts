import type { Environment } from '@gatepass/protocol';
import type { Kysely } from 'kysely';
import type { DeploymentReads, DeploymentWrites } from '../domain/store.ts';
import type { Database } from './schema.ts';

export function deploymentStore(db: Kysely<Database>): DeploymentReads & DeploymentWrites {
  return {
    async environment() {
      const row = await db.selectFrom('deployment').select('environment').executeTakeFirst();
      return row?.environment as Environment | undefined;
    },
    async setEnvironment(environment) {
      await db.insertInto('deployment').values({ id: 1, environment }).execute();
    },
  };
}
