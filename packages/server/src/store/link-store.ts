import type { Kysely, Selectable } from 'kysely';
import type { LinkHousekeeping, LinkReads, LinkWrites } from '../domain/link/link-store.ts';
import type { LinkKind, MailedLink } from '../domain/link/mailed-link.ts';
import type { Database } from './schema.ts';
import { toTime } from './to-time.ts';

export function linkStore(db: Kysely<Database>): LinkReads & LinkWrites {
  return {
    async find(id) {
      const row = await db.selectFrom('mailed_link').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toLink(row);
    },
    async latestOf(subjectId, kind) {
      const row = await db
        .selectFrom('mailed_link')
        .selectAll()
        .where('subject_id', '=', subjectId)
        .where('kind', '=', kind)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      return row && toLink(row);
    },
    async insert(link) {
      await db
        .insertInto('mailed_link')
        .values({
          id: link.id,
          kind: link.kind,
          subject_id: link.subjectId,
          digest: link.digest,
          mac_key_version: link.macKeyVersion,
          sealed: link.sealed,
          expires_at: link.expiresAt,
          used_at: link.usedAt,
          created_at: link.createdAt,
        })
        .execute();
    },
    async setUsed(id, at) {
      await db.updateTable('mailed_link').set({ used_at: at, sealed: null }).where('id', '=', id).execute();
    },
    async endOf(subjectId, at) {
      await db
        .updateTable('mailed_link')
        .set({ expires_at: at, sealed: null })
        .where('subject_id', '=', subjectId)
        .where('expires_at', '>', at)
        .execute();
    },
  };
}

export function linkHousekeeping(writer: Kysely<Database>): LinkHousekeeping {
  return {
    async forget(id) {
      await writer.updateTable('mailed_link').set({ sealed: null }).where('id', '=', id).execute();
    },
    async prune(now) {
      const { numUpdatedRows } = await writer
        .updateTable('mailed_link')
        .set({ sealed: null })
        .where('sealed', 'is not', null)
        .where('expires_at', '<=', now)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  };
}

function toLink(row: Selectable<Database['mailed_link']>): MailedLink {
  return {
    id: row.id,
    kind: row.kind as LinkKind,
    subjectId: row.subject_id,
    digest: row.digest,
    macKeyVersion: Number(row.mac_key_version),
    sealed: row.sealed,
    expiresAt: Number(row.expires_at),
    usedAt: toTime(row.used_at),
    createdAt: Number(row.created_at),
  };
}
