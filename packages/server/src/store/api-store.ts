import type { Kysely, Selectable } from 'kysely';
import type { Api } from '../domain/api/api.ts';
import type { ApiReads, ApiWrites } from '../domain/store.ts';
import { afterPage } from './after-page.ts';
import type { Database } from './schema.ts';

export function apiStore(db: Kysely<Database>): ApiReads & ApiWrites {
  return {
    async find(id) {
      const row = await db.selectFrom('api').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toApi(row);
    },
    async findByAudience(audience) {
      const row = await db.selectFrom('api').selectAll().where('audience', '=', audience).executeTakeFirst();
      return row && toApi(row);
    },
    async findByKeyId(keyId) {
      const row = await db.selectFrom('api').selectAll().where('key_id', '=', keyId).executeTakeFirst();
      return row && toApi(row);
    },
    async list(page) {
      const rows = await db.selectFrom('api').selectAll().$call(afterPage('id', page)).execute();
      return rows.map(toApi);
    },
    async insert(api) {
      await db
        .insertInto('api')
        .values({
          id: api.id,
          name: api.name,
          audience: api.audience,
          key_id: api.keyId,
          key_digest: api.keyDigest,
          mac_key_version: api.macKeyVersion,
          created_at: api.createdAt,
        })
        .execute();
    },
  };
}

function toApi(row: Selectable<Database['api']>): Api {
  return {
    id: row.id,
    name: row.name,
    audience: row.audience,
    keyId: row.key_id,
    keyDigest: row.key_digest,
    macKeyVersion: Number(row.mac_key_version),
    createdAt: Number(row.created_at),
  };
}
