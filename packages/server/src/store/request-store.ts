import { formatScope } from '@gatepass/protocol';
import type { Kysely, Selectable, Updateable } from 'kysely';
import type { Prunable } from '../domain/prunable.ts';
import type { ApprovalTerms } from '../domain/request/approval-terms.ts';
import type {
  CredentialRequest,
  RequestCourse,
  RequestMessage,
} from '../domain/request/credential-request.ts';
import type { RequestState } from '../domain/request/request-state.ts';
import { MAILS_COUNT_FOR, type RequestReads, type RequestWrites } from '../domain/request/request-store.ts';
import { afterPage } from './after-page.ts';
import type { Database } from './schema.ts';
import { toTime } from './to-time.ts';

export function requestStore(db: Kysely<Database>): RequestReads & RequestWrites {
  const requests = () => db.selectFrom('credential_request').selectAll();
  return {
    async find(id) {
      const row = await requests().where('id', '=', id).executeTakeFirst();
      return row && toRequest(row);
    },
    async findByToken(tokenId) {
      const row = await requests().where('token_id', '=', tokenId).executeTakeFirst();
      return row && toRequest(row);
    },
    async list({ states, partnerId, ...page }) {
      const among = requests().where('state', 'in', states);
      const rows = await (partnerId === null ? among : among.where('partner_id', '=', partnerId))
        .$call(afterPage('id', page))
        .execute();
      return rows.map(toRequest);
    },
    async listByContact(personId) {
      const rows = await requests().where('contact_id', '=', personId).orderBy('id').execute();
      return rows.map(toRequest);
    },
    async listLapsing(until, limit) {
      const rows = await requests()
        .where('lapses_at', '<=', until)
        .orderBy('lapses_at')
        .limit(limit)
        .execute();
      return rows.map(toRequest);
    },
    async messages(requestId) {
      const rows = await db
        .selectFrom('request_message')
        .selectAll()
        .where('request_id', '=', requestId)
        .orderBy('position')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        requestId: row.request_id,
        kind: row.kind as RequestMessage['kind'],
        author: row.author,
        text: row.text,
        createdAt: Number(row.created_at),
      }));
    },
    async approvals(requestId) {
      const rows = await db
        .selectFrom('request_approval')
        .selectAll()
        .where('request_id', '=', requestId)
        .orderBy('created_at')
        .execute();
      return rows.map((row) => ({
        requestId: row.request_id,
        operatorId: row.operator_id,
        terms: toTerms(row.terms),
        createdAt: Number(row.created_at),
      }));
    },
    async countDrafts() {
      const { drafts } = await db
        .selectFrom('credential_request')
        .select((count) => count.fn.countAll().as('drafts'))
        .where('state', '=', 'draft')
        .executeTakeFirstOrThrow();
      return Number(drafts);
    },
    async countMailed(addressKey, now) {
      const { mailed } = await db
        .selectFrom('credential_request')
        .select((count) => count.fn.countAll().as('mailed'))
        .where('address_key', '=', addressKey)
        .where('created_at', '>', now - MAILS_COUNT_FOR)
        .executeTakeFirstOrThrow();
      return Number(mailed);
    },
    async insert(request) {
      await db
        .insertInto('credential_request')
        .values({
          ...toColumns(request),
          id: request.id,
          origin: request.origin,
          platform_name: request.platformName,
          expected_merchant_volume: request.expectedMerchantVolume,
          parent_account_id: request.parentAccountId,
          contact_id: request.contactId,
          purpose: request.purpose,
          scope: formatScope(request.scope),
          networks: JSON.stringify(request.networks),
          created_by: request.createdBy,
          token_id: request.token?.id ?? null,
          token_digest: request.token?.digest ?? null,
          code_digest: request.codeDigest,
          mac_key_version: request.macKeyVersion,
          address_key: request.addressKey,
          state: request.state,
          state_changed_at: request.stateChangedAt,
          created_at: request.createdAt,
        })
        .execute();
    },
    async update(id, course) {
      await db.updateTable('credential_request').set(toColumns(course)).where('id', '=', id).execute();
    },
    async insertMessage({ id, requestId, kind, author, text, createdAt }) {
      // Two may be of one moment; the thread has an order all the same.
      const { position } = await db
        .selectFrom('request_message')
        .select((count) => count.fn.countAll().as('position'))
        .where('request_id', '=', requestId)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('request_message')
        .values({
          id,
          request_id: requestId,
          kind,
          author,
          text,
          position: Number(position),
          created_at: createdAt,
        })
        .execute();
    },
    async insertApproval({ requestId, operatorId, terms, createdAt }) {
      await db
        .insertInto('request_approval')
        .values({
          request_id: requestId,
          operator_id: operatorId,
          terms: JSON.stringify(terms),
          created_at: createdAt,
        })
        .execute();
    },
    async removeApprovals(requestId) {
      await db.deleteFrom('request_approval').where('request_id', '=', requestId).execute();
    },
    async eraseTextsOf(personId) {
      const theirs = db.selectFrom('credential_request').select('id').where('contact_id', '=', personId);
      await db
        .updateTable('request_message')
        .set({ text: null })
        .where((eb) => eb.or([eb('request_id', 'in', theirs), eb('author', '=', personId)]))
        .execute();
      // The platform's name is in their terms. Who gave them, the ledger has.
      await db.deleteFrom('request_approval').where('request_id', 'in', theirs).execute();
      await db
        .updateTable('credential_request')
        .set({ platform_name: null, purpose: null, decision_reason: null })
        .where('contact_id', '=', personId)
        .execute();
    },
  };
}

/** Outside the ledger: a count of mails that has had its time. */
export function requestPruning(writer: Kysely<Database>): Prunable {
  return {
    async prune(now) {
      const { numUpdatedRows } = await writer
        .updateTable('credential_request')
        .set({ address_key: null })
        .where('address_key', 'is not', null)
        .where('created_at', '<=', now - MAILS_COUNT_FOR)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  };
}

/** What is undefined stays as it is. */
function toColumns(course: Partial<RequestCourse>): Updateable<Database['credential_request']> {
  const columns = {
    state: course.state,
    partner_id: course.partnerId,
    client_id: course.clientId,
    terms: course.terms && JSON.stringify(course.terms),
    decided_by: course.decidedBy,
    decided_at: course.decidedAt,
    decision_reason: course.decisionReason,
    confirmed_at: course.confirmedAt,
    lapses_at: course.lapsesAt,
    state_changed_at: course.stateChangedAt,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

function toRequest(row: Selectable<Database['credential_request']>): CredentialRequest {
  return {
    id: row.id,
    origin: row.origin === 'white_glove' ? 'white_glove' : 'self_serve',
    state: row.state as RequestState,
    platformName: row.platform_name,
    expectedMerchantVolume: row.expected_merchant_volume,
    parentAccountId: row.parent_account_id,
    contactId: row.contact_id,
    purpose: row.purpose,
    scope: row.scope.split(' '),
    networks: JSON.parse(row.networks) as string[],
    createdBy: row.created_by,
    token:
      row.token_id === null || row.token_digest === null
        ? null
        : { id: row.token_id, digest: row.token_digest },
    codeDigest: row.code_digest,
    macKeyVersion: row.mac_key_version,
    addressKey: row.address_key,
    partnerId: row.partner_id,
    clientId: row.client_id,
    terms: row.terms === null ? null : toTerms(row.terms),
    decidedBy: row.decided_by,
    decidedAt: toTime(row.decided_at),
    decisionReason: row.decision_reason,
    confirmedAt: toTime(row.confirmed_at),
    lapsesAt: toTime(row.lapses_at),
    stateChangedAt: Number(row.state_changed_at),
    createdAt: Number(row.created_at),
  };
}

/** Written by `JSON.stringify` of the same, and by nothing else. */
function toTerms(text: string): ApprovalTerms {
  return JSON.parse(text) as ApprovalTerms;
}
