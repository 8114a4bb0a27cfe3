import type { Kysely, Selectable } from 'kysely';
import type { Secret, StoredSecret } from '../domain/secret/secret.ts';
import type { SecretReads, SecretWrites } from '../domain/store.ts';
import type { Database } from './schema.ts';
import { toTime } from './to-time.ts';

export function secretStore(db: Kysely<Database>): SecretReads & SecretWrites {
  return {
    async find(id) {
      const row = await db.selectFrom('secret').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toSecret(row);
    },
    async listByClient(clientId) {
      const rows = await db
        .selectFrom('secret')
        .selectAll()
        .where('client_id', '=', clientId)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toSecret);
    },
    async listRetiring(until) {
      const rows = await db
        .selectFrom('secret')
        .selectAll()
        .where('retire_at', '<=', until)
        .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', until)]))
        .where('retired_at', 'is', null)
        .where('revoked_at', 'is', null)
        .orderBy('retire_at')
        .orderBy('id')
        .execute();
      return rows.map(toSecret);
    },
    async listExpiring(from, until) {
      const rows = await db
        .selectFrom('secret')
        .selectAll()
        .where('expires_at', '>', from)
        .where('expires_at', '<=', until)
        .where('retired_at', 'is', null)
        .where('revoked_at', 'is', null)
        .orderBy('expires_at')
        .orderBy('id')
        .execute();
      return rows.map(toSecret);
    },
    async insert(secret) {
      await db
        .insertInto('secret')
        .values({
          id: secret.id,
          client_id: secret.clientId,
          label: secret.label,
          hint: secret.hint,
          digest: secret.digest,
          mac_key_version: secret.macKeyVersion,
          not_before: secret.notBefore,
          expires_at: secret.expiresAt,
          revoked_at: secret.revokedAt,
          revoked_reason: secret.revokedReason,
          exposed_at: secret.exposedAt,
          made_with: secret.madeWith,
          replaces: secret.replaces,
          retire_at: secret.retireAt,
          retire_unused_for: secret.retireUnusedFor,
          held_at: secret.heldAt,
          retired_at: secret.retiredAt,
          retire_reason: secret.retireReason,
          warned_days: secret.warnedDays,
          created_at: secret.createdAt,
        })
        .execute();
    },
    async setRevoked(id, at, reason) {
      await db
        .updateTable('secret')
        .set({ revoked_at: at, revoked_reason: reason })
        .where('id', '=', id)
        .execute();
    },
    async setExposed(id, at) {
      await db.updateTable('secret').set({ exposed_at: at }).where('id', '=', id).execute();
    },
    async update(id, course) {
      await db
        .updateTable('secret')
        .set({
          ...(course.expiresAt !== undefined && { expires_at: course.expiresAt }),
          ...(course.retireAt !== undefined && { retire_at: course.retireAt }),
          ...(course.retireUnusedFor !== undefined && { retire_unused_for: course.retireUnusedFor }),
          ...(course.heldAt !== undefined && { held_at: course.heldAt }),
          ...(course.retiredAt !== undefined && { retired_at: course.retiredAt }),
          ...(course.retireReason !== undefined && { retire_reason: course.retireReason }),
          ...(course.replaces !== undefined && { replaces: course.replaces }),
          ...(course.warnedDays !== undefined && { warned_days: course.warnedDays }),
        })
        .where('id', '=', id)
        .execute();
    },
  };
}

export type StoredSecretRow = Pick<
  Selectable<Database['secret']>,
  | 'id'
  | 'digest'
  | 'mac_key_version'
  | 'not_before'
  | 'expires_at'
  | 'retire_at'
  | 'retired_at'
  | 'revoked_at'
  | 'exposed_at'
>;

export function toStoredSecret(row: StoredSecretRow): StoredSecret {
  return {
    id: row.id,
    // A copy of 32 bytes lies within the heap; what the database hands over lies outside and is dear to keep.
    digest: new Uint8Array(row.digest),
    macKeyVersion: Number(row.mac_key_version),
    notBefore: toTime(row.not_before),
    expiresAt: toTime(row.expires_at),
    retireAt: toTime(row.retire_at),
    retiredAt: toTime(row.retired_at),
    revokedAt: toTime(row.revoked_at),
    exposedAt: toTime(row.exposed_at),
  };
}

function toSecret(row: Selectable<Database['secret']>): Secret {
  return {
    ...toStoredSecret(row),
    clientId: row.client_id,
    label: row.label,
    hint: row.hint,
    madeWith: row.made_with,
    replaces: row.replaces,
    retireUnusedFor: toTime(row.retire_unused_for),
    heldAt: toTime(row.held_at),
    warnedDays: row.warned_days,
    retireReason: row.retire_reason,
    revokedReason: row.revoked_reason,
    createdAt: Number(row.created_at),
  };
}
