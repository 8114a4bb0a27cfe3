import { formatScope, makeClientId, ok, type Result, refuse, type Scope } from '@gatepass/protocol';
import { isNewAccountId } from '../../domain/account/new-account-id.ts';
import { chooseScope } from '../../domain/client/choose-scope.ts';
import type { Client, ClientSettings } from '../../domain/client/client.ts';
import type { CredentialMaker } from '../../domain/secret/make-credential.ts';
import type { Change } from '../../domain/store.ts';
import { holdAccount } from './hold-account.ts';

export interface WantedClient {
  readonly partnerId: string;
  readonly name: string;
  readonly parentAccountId: string;
  readonly scope: string | undefined;
  /** Whether somebody has decided that the account may be another partner's as well; false where it is left out. */
  readonly shareAccount?: boolean;
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
  if (!isNewAccountId(wanted.parentAccountId)) return refuse('account_malformed');
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

export type AddClientRefusal = 'partner_unknown' | 'account_held';

/** Writes a new client and its ledger row: the same however it will prove itself. Its partner gets the account. */
export async function addClient(
  change: Pick<Change, 'partners' | 'accounts' | 'clients' | 'record'>,
  client: Client,
  { shareAccount = false }: Pick<WantedClient, 'shareAccount'>,
): Promise<Result<undefined, AddClientRefusal>> {
  const { partnerId, parentAccountId } = client;
  if ((await change.partners.find(partnerId)) === undefined) return refuse('partner_unknown');
  const wanted = { partnerId, accountId: parentAccountId, share: shareAccount };
  const held = await holdAccount(change, wanted, client.createdAt);
  if (!held.ok) return held;
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
