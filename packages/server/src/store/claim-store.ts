import type { Expression, ExpressionBuilder, Kysely, Selectable, SqlBool } from 'kysely';
import type { Claim, ClaimEnd, ClaimKind, ClaimState } from '../domain/claim/claim.ts';
import type { ClaimFilter, ClaimReads, ClaimWrites } from '../domain/claim/claim-store.ts';
import { afterPage } from './after-page.ts';
import type { Database } from './schema.ts';
import { toTime } from './to-time.ts';

export function claimStore(db: Kysely<Database>): ClaimReads & ClaimWrites {
  return {
    async find(id) {
      const row = await db.selectFrom('claim').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toClaim(row);
    },
    async list(page) {
      const rows = await db
        .selectFrom('claim')
        .selectAll()
        .where((eb) => eb.and(conditions(eb, page)))
        .$call(afterPage('id', page))
        .execute();
      return rows.map(toClaim);
    },
    async listByContact(contactId) {
      const rows = await db
        .selectFrom('claim')
        .selectAll()
        .where('contact_id', '=', contactId)
        .orderBy('id')
        .execute();
      return rows.map(toClaim);
    },
    async insert(claim) {
      await db
        .insertInto('claim')
        .values({
          id: claim.id,
          kind: claim.kind,
          request_id: claim.requestId,
          client_id: claim.clientId,
          member_id: claim.memberId,
          contact_id: claim.contactId,
          code_digest: claim.codeDigest,
          mac_key_version: claim.macKeyVersion,
          tries: claim.tries,
          expires_at: claim.expiresAt,
          ended_at: claim.endedAt,
          end_reason: claim.endReason,
          claimed_at: claim.claimedAt,
          claimed_from: claim.claimedFrom,
          credential_id: claim.credentialId,
          delivered_at: claim.deliveredAt,
          alarmed_at: claim.alarmedAt,
          created_by: claim.createdBy,
          created_at: claim.createdAt,
        })
        .execute();
    },
    async update(id, course) {
      await db
        .updateTable('claim')
        .set({
          ...(course.tries !== undefined && { tries: course.tries }),
          ...(course.endedAt !== undefined && { ended_at: course.endedAt }),
          ...(course.endReason !== undefined && { end_reason: course.endReason }),
          ...(course.claimedAt !== undefined && { claimed_at: course.claimedAt }),
          ...(course.claimedFrom !== undefined && { claimed_from: course.claimedFrom }),
          ...(course.credentialId !== undefined && { credential_id: course.credentialId }),
          ...(course.deliveredAt !== undefined && { delivered_at: course.deliveredAt }),
          ...(course.alarmedAt !== undefined && { alarmed_at: course.alarmedAt }),
        })
        .where('id', '=', id)
        .execute();
    },
    async forgetPlaces(contactId) {
      await db.updateTable('claim').set({ claimed_from: null }).where('contact_id', '=', contactId).execute();
    },
  };
}

type Builder = ExpressionBuilder<Database, 'claim'>;

function conditions(eb: Builder, filter: ClaimFilter): Expression<SqlBool>[] {
  return [
    ...(filter.requestId === null ? [] : [eb('request_id', '=', filter.requestId)]),
    ...(filter.clientId === null ? [] : [eb('client_id', '=', filter.clientId)]),
    ...(filter.memberId === null ? [] : [eb('member_id', '=', filter.memberId)]),
    ...(filter.state === null ? [] : [hasState(eb, filter.state, filter.now)]),
  ];
}

/** `claimState` in SQL. */
function hasState(eb: Builder, state: ClaimState, now: number): Expression<SqlBool> {
  if (state === 'locked' || state === 'cancelled' || state === 'reissued') {
    return eb('end_reason', '=', state);
  }
  const goesOn = eb('end_reason', 'is', null);
  if (state === 'claimed') return eb.and([goesOn, eb('claimed_at', 'is not', null)]);
  return eb.and([goesOn, eb('claimed_at', 'is', null), eb('expires_at', state === 'open' ? '>' : '<=', now)]);
}

function toClaim(row: Selectable<Database['claim']>): Claim {
  return {
    id: row.id,
    kind: row.kind as ClaimKind,
    requestId: row.request_id,
    clientId: row.client_id,
    memberId: row.member_id,
    contactId: row.contact_id,
    codeDigest: row.code_digest,
    macKeyVersion: Number(row.mac_key_version),
    tries: Number(row.tries),
    expiresAt: Number(row.expires_at),
    endedAt: toTime(row.ended_at),
    endReason: row.end_reason as ClaimEnd | null,
    claimedAt: toTime(row.claimed_at),
    claimedFrom: row.claimed_from,
    credentialId: row.credential_id,
    deliveredAt: toTime(row.delivered_at),
    alarmedAt: toTime(row.alarmed_at),
    createdBy: row.created_by,
    createdAt: Number(row.created_at),
  };
}
