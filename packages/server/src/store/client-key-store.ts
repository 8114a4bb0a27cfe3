import type { Kysely, Selectable } from 'kysely';
import type { AssertionAlgorithm, ClientKey, PublicJwk } from '../domain/client-key/client-key.ts';
import type { ClientKeyReads, ClientKeyWrites } from '../domain/store.ts';
import type { Database } from './schema.ts';
import { toTime } from './to-time.ts';

export function clientKeyStore(db: Kysely<Database>): ClientKeyReads & ClientKeyWrites {
  return {
    async find(id) {
      const row = await db.selectFrom('client_key').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toClientKey(row);
    },
    async listByClient(clientId) {
      const rows = await db
        .selectFrom('client_key')
        .selectAll()
        .where('client_id', '=', clientId)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toClientKey);
    },
    async insert(key) {
      await db
        .insertInto('client_key')
        .values({
          id: key.id,
          client_id: key.clientId,
          label: key.label,
          kid: key.kid,
          alg: key.alg,
          public_jwk: JSON.stringify(key.publicJwk),
          thumbprint: key.thumbprint,
          expires_at: key.expiresAt,
          revoked_at: key.revokedAt,
          revoked_reason: key.revokedReason,
          created_at: key.createdAt,
        })
        .execute();
    },
    async setRevoked(id, at, reason) {
      await db
        .updateTable('client_key')
        .set({ revoked_at: at, revoked_reason: reason })
        .where('id', '=', id)
        .execute();
    },
  };
}

function toClientKey(row: Selectable<Database['client_key']>): ClientKey {
  return {
    id: row.id,
    clientId: row.client_id,
    label: row.label,
    kid: row.kid,
    alg: row.alg as AssertionAlgorithm,
    publicJwk: JSON.parse(row.public_jwk) as PublicJwk,
    thumbprint: row.thumbprint,
    expiresAt: toTime(row.expires_at),
    revokedAt: toTime(row.revoked_at),
    revokedReason: row.revoked_reason,
    createdAt: Number(row.created_at),
  };
}
