import {
  formatScope,
  isAccountId,
  makeClientId,
  narrowScope,
  ok,
  parseScope,
  type Result,
  refuse,
  type Scope,
} from '@gatepass/protocol';
import type { Client, ClientSettings } from '../../domain/client/client.ts';
import type { CredentialMaker } from '../../domain/secret/make-credential.ts';
import type { Change } from '../../domain/store.ts';

export interface WantedClient {
  readonly partnerId: string;
  readonly name: string;
  readonly parentAccountId: string;
  readonly scope: string | undefined;
}

export interface NewClientDeps extends Pick<CredentialMaker, 'prefixes' | 'environment' | 'randomBytes'> {
  /** Every scope of this deployment: what a client gets when nothing else is said, and the most it can get. */
  readonly scopes: Scope;
}

export type NewClientRefusal = 'account_malformed' | 'scope_malformed' | 'scope_unknown';

export function newClient(
  deps: NewClientDeps,
  wanted: WantedClient,
  settings: ClientSettings,
  now: number,
): Result<Client, NewClientRefusal> {
  if (!isAccountId(wanted.parentAccountId)) return refuse('account_malformed');
  const scope = chooseScope(deps.scopes, wanted.scope);
  if (!scope.ok) return scope;
  return ok({
    id: makeClientId(deps.prefixes.clientId, deps.environment, deps.randomBytes),
    partnerId: wanted.partnerId,
    name: wanted.name,
    parentAccountId: wanted.parentAccountId,
    scope: scope.value,
    status: 'active',
    statusChange: null,
    settings,
    createdAt: now,
  });
}

/** Writes a new client and its ledger row: the same however it will prove itself. */
export async function addClient(
  change: Pick<Change, 'partners' | 'accounts' | 'clients' | 'record'>,
  client: Client,
): Promise<Result<undefined, 'partner_unknown'>> {
  if ((await change.partners.find(client.partnerId)) === undefined) return refuse('partner_unknown');
  await ensureAccount(change, client.parentAccountId, client.createdAt);
  await change.clients.insert(client);
  change.record({
    action: 'client.created',
    subject: client.id,
    before: null,
    after: {
      partner_id: client.partnerId,
      parent_account_id: client.parentAccountId,
      scope: formatScope(client.scope),
      status: client.status,
      auth_method: client.settings.authMethod,
      jwks_uri: client.settings.jwksUri,
    },
  });
  return ok(undefined);
}

/** An account needs no other beginning than the first client that acts for it. */
async function ensureAccount(
  change: Pick<Change, 'accounts' | 'record'>,
  id: string,
  now: number,
): Promise<void> {
  if ((await change.accounts.find(id)) !== undefined) return;
  await change.accounts.insert({ id, status: 'active', statusChange: null, endsAt: null, createdAt: now });
  change.record({ action: 'account.created', subject: id, before: null, after: { status: 'active' } });
}

function chooseScope(
  all: Scope,
  wanted: string | undefined,
): Result<Scope, 'scope_malformed' | 'scope_unknown'> {
  if (wanted === undefined) return ok(all);
  const scope = parseScope(wanted);
  if (!scope.ok) return refuse('scope_malformed');
  const known = narrowScope(all, scope.value);
  return known.ok ? known : refuse('scope_unknown');
}
