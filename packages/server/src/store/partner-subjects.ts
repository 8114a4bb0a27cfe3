import { type Kysely, sql } from 'kysely';
import type { OwnedNoun } from '../domain/partner/owned-noun.ts';
import type { Database } from './schema.ts';

/**
 * One row for each thing that is one partner's alone. Parent accounts are left out: two partners may act for the same
 * one. So are people, who may be members of several. Databases move a condition into each of these parts, where
 * indexes answer it; a test holds SQLite to that.
 */
const OWNED = sql<{ noun: OwnedNoun; id: string; partner_id: string | null }>`(
  select 'partner' as noun, id, id as partner_id from partner
  union all select 'client', id, partner_id from client
  union all select 'secret', secret.id, client.partner_id
    from secret join client on client.id = secret.client_id
  union all select 'client_key', client_key.id, client.partner_id
    from client_key join client on client.id = client_key.client_id
  union all select 'member', id, partner_id from member
  union all select 'request', id, partner_id from credential_request
  union all select 'claim', claim.id, client.partner_id
    from claim join client on client.id = claim.client_id
  union all select 'claim', claim.id, member.partner_id
    from claim join member on member.id = claim.member_id
  union all select 'webhook', id, partner_id from webhook
)`.as('owned');

/** Every subject of the ledger that belongs to a partner, as a query to put into `where subject in (…)`. */
export function subjectsOfPartner(db: Kysely<Database>, partnerId: string) {
  return db.selectFrom(OWNED).where('owned.partner_id', '=', partnerId).select('owned.id');
}

/** Whose a subject of the ledger is, and of this kind where one is named; undefined where it is no partner's. */
export async function partnerOf(
  db: Kysely<Database>,
  id: string,
  noun?: OwnedNoun,
): Promise<string | undefined> {
  const query = db.selectFrom(OWNED).where('owned.id', '=', id).select('owned.partner_id');
  const row = await (noun === undefined ? query : query.where('owned.noun', '=', noun)).executeTakeFirst();
  return row?.partner_id ?? undefined;
}
