import type { Role } from '@gatepass/protocol';
import type { Kysely, Selectable } from 'kysely';
import type { PersonalTokenReads, PersonalTokenWrites } from '../domain/person/person-stores.ts';
import type { PersonalToken } from '../domain/person/personal-token.ts';
import { afterPage } from './after-page.ts';
import type { Database } from './schema.ts';
import { toTime } from './to-time.ts';

export function personalTokenStore(db: Kysely<Database>): PersonalTokenReads & PersonalTokenWrites {
  return {
    async find(id) {
      const row = await db.selectFrom('personal_token').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toPersonalToken(row);
    },
    async list(page) {
      const rows = await db
        .selectFrom('personal_token')
        .selectAll()
        .where('holder_id', '=', page.holderId)
        .$call(afterPage('id', page))
        .execute();
      return rows.map(toPersonalToken);
    },
    async listUnrevoked(holderId) {
      const rows = await db
        .selectFrom('personal_token')
        .selectAll()
        .where('holder_id', '=', holderId)
        .where('revoked_at', 'is', null)
        .orderBy('id')
        .execute();
      return rows.map(toPersonalToken);
    },
    async insert(token) {
      await db
        .insertInto('personal_token')
        .values({
          id: token.id,
          holder_id: token.holderId,
          label: token.label,
          role: token.role,
          digest: token.digest,
          mac_key_version: token.macKeyVersion,
          expires_at: token.expiresAt,
          revoked_at: token.revokedAt,
          created_at: token.createdAt,
        })
        .execute();
    },
    async setRevoked(id, at) {
      await db.updateTable('personal_token').set({ revoked_at: at }).where('id', '=', id).execute();
    },
    async forgetLabels(holderId) {
      await db.updateTable('personal_token').set({ label: '' }).where('holder_id', '=', holderId).execute();
    },
  };
}

function toPersonalToken(row: Selectable<Database['personal_token']>): PersonalToken {
  return {
    id: row.id,
    holderId: row.holder_id,
    label: row.label,
    role: row.role as Role | null,
    digest: row.digest,
    macKeyVersion: Number(row.mac_key_version),
    expiresAt: toTime(row.expires_at),
    revokedAt: toTime(row.revoked_at),
    createdAt: Number(row.created_at),
  };
}
