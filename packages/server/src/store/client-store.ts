import { formatScope, type Scope, type Status } from '@gatepass/protocol';
import type { CompiledQuery, Kysely, Selectable } from 'kysely';
import type { Client } from '../domain/client/client.ts';
import type { ClientRecord } from '../domain/client/client-record.ts';
import type { ClientReads, ClientWrites } from '../domain/store.ts';
import { afterPage } from './after-page.ts';
import { settingsColumns, settingsOf } from './client-settings.ts';
import { matching } from './matching.ts';
import { type PrepareQuery, prepareWith } from './prepared-query.ts';
import type { Database } from './schema.ts';
import { type StoredSecretRow, toStoredSecret } from './secret-store.ts';
import { statusChangeOf, statusColumns } from './status-columns.ts';
import { toTime } from './to-time.ts';

export function clientStore(
  db: Kysely<Database>,
  prepare: PrepareQuery = prepareWith(db),
): ClientReads & ClientWrites {
  // Put together once, at its first use: each cold or failed request runs it, and no change does.
  let findRows: FindRows | undefined;
  return {
    async find(id) {
      const row = await db.selectFrom('client').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toClient(row);
    },
    async list(page) {
      const rows = await db
        .selectFrom('client')
        .selectAll()
        .$if(page.partnerId !== null, (query) => query.where('partner_id', '=', page.partnerId as string))
        .$call(matching(page))
        .$call(afterPage('id', page))
        .execute();
      return rows.map(toClient);
    },
    async listOf(owner) {
      const [column, id] =
        'partnerId' in owner
          ? (['partner_id', owner.partnerId] as const)
          : (['parent_account_id', owner.accountId] as const);
      const rows = await db.selectFrom('client').selectAll().where(column, '=', id).orderBy('id').execute();
      return rows.map(toClient);
    },
    async findRecord(clientId, secretId) {
      findRows ??= prepareRecord(db, prepare);
      return toRecord(await findRows(clientId, secretId));
    },
    async insert(client) {
      await db
        .insertInto('client')
        .values({
          id: client.id,
          partner_id: client.partnerId,
          name: client.name,
          parent_account_id: client.parentAccountId,
          scope: formatScope(client.scope),
          ...statusColumns(client.status, client.statusChange),
          ...settingsColumns(client.settings),
          created_at: client.createdAt,
        })
        .execute();
    },
    async setStatus(id, status, change) {
      await db.updateTable('client').set(statusColumns(status, change)).where('id', '=', id).execute();
    },
    async configure(id, settings) {
      await db.updateTable('client').set(settingsColumns(settings)).where('id', '=', id).execute();
    },
  };
}

/** One row a secret, each with its client, partner, account and the ledger's head: one statement is one snapshot. */
function selectRecord(db: Kysely<Database>) {
  return db
    .selectFrom('client')
    .innerJoin('partner', 'partner.id', 'client.partner_id')
    .innerJoin('account', 'account.id', 'client.parent_account_id')
    .innerJoin('ledger_head', (join) => join.on('ledger_head.id', '=', 1))
    .leftJoin('secret', (join) =>
      join
        .onRef('secret.client_id', '=', 'client.id')
        .on((on) =>
          on.or([
            on.and([on('secret.revoked_at', 'is', null), on('secret.retired_at', 'is', null)]),
            on('secret.id', '=', SECRET_ID),
          ]),
        ),
    )
    .where('client.id', '=', CLIENT_ID)
    .select([
      'client.id as client_id',
      'client.partner_id',
      'client.parent_account_id',
      'client.scope',
      'client.status as client_status',
      'client.auth_method',
      'client.self_rotation',
      'client.ends_at',
      'client.jwks_uri',
      'client.networks',
      'client.networks_stage',
      'client.token_budget',
      'client.token_budget_stage',
      'partner.status as partner_status',
      'partner.ends_at as partner_ends_at',
      'account.status as account_status',
      'account.ends_at as account_ends_at',
      'ledger_head.sequence as head_sequence',
      'secret.id',
      'secret.digest',
      'secret.mac_key_version',
      'secret.not_before',
      'secret.expires_at',
      'secret.retire_at',
      'secret.retired_at',
      'secret.revoked_at',
      'secret.exposed_at',
    ]);
}

const SECRET_ID = ':secret_id';
const CLIENT_ID = ':client_id';

type RecordRow = Awaited<ReturnType<ReturnType<typeof selectRecord>['execute']>>[number];

type FindRows = (clientId: string, secretId: string) => Promise<readonly RecordRow[]>;

function prepareRecord(db: Kysely<Database>, prepare: PrepareQuery): FindRows {
  const compiled = selectRecord(db).compile();
  const select = prepare(compiled);
  return (clientId, secretId) => select(parametersOf(compiled, clientId, secretId));
}

/** The statement's parameters with these values in the places of the two names above. */
function parametersOf(query: CompiledQuery, clientId: string, secretId: string): readonly unknown[] {
  return query.parameters.map((parameter) => {
    if (parameter === SECRET_ID) return secretId;
    return parameter === CLIENT_ID ? clientId : parameter;
  });
}

function toRecord(rows: readonly RecordRow[]): ClientRecord | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    clientId: first.client_id,
    partnerId: first.partner_id,
    parentAccountId: first.parent_account_id,
    scope: scopeOf(first.scope),
    settings: settingsOf(first),
    clientStatus: statusOf(first.client_status),
    partnerStatus: statusOf(first.partner_status),
    partnerEndsAt: toTime(first.partner_ends_at),
    accountStatus: statusOf(first.account_status),
    accountEndsAt: toTime(first.account_ends_at),
    secrets: rows.flatMap((row) => (row.id === null ? [] : [toStoredSecret(row as StoredSecretRow)])),
    headSequence: Number(first.head_sequence),
  };
}

/**
 * One object for each distinct text, however many records name it: a hundred thousand are remembered, and each that
 * is smaller is sooner at hand. Texts are few, since clients are granted scopes of one short list.
 */
const scopes = new Map<string, Scope>();
const MAX_SCOPES = 1000;

function scopeOf(text: string): Scope {
  const known = scopes.get(text);
  if (known !== undefined) return known;
  const scope = text.split(' ');
  if (scopes.size < MAX_SCOPES) scopes.set(text, scope);
  return scope;
}

/** Anything but `active` is off. */
function statusOf(text: string): Status {
  return text === 'active' ? 'active' : 'disabled';
}

function toClient(row: Selectable<Database['client']>): Client {
  return {
    id: row.id,
    partnerId: row.partner_id,
    name: row.name,
    parentAccountId: row.parent_account_id,
    scope: scopeOf(row.scope),
    status: statusOf(row.status),
    statusChange: statusChangeOf(row),
    settings: settingsOf(row),
    createdAt: Number(row.created_at),
  };
}
