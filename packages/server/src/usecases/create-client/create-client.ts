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
import type { Client } from '../../domain/client/client.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { CredentialMaker } from '../../domain/secret/make-credential.ts';
import { type NewSecret, newSecret } from '../../domain/secret/new-secret.ts';
import type { Store } from '../../domain/store.ts';
import { addSecret } from '../create-secret/add-secret.ts';

export interface CreateClientDeps extends CredentialMaker {
  readonly store: Pick<Store, 'change'>;
  /** Every scope of this deployment: what a client gets when nothing else is said, and the most it can get. */
  readonly scopes: Scope;
}

export interface WantedClient {
  readonly partnerId: string;
  readonly name: string;
  readonly parentAccountId: string;
  readonly scope: string | undefined;
}

export type CreateClientRefusal =
  | 'partner_unknown'
  | 'account_malformed'
  | 'scope_malformed'
  | 'scope_unknown';

export interface CreatedPair {
  readonly client: Client;
  readonly made: NewSecret;
}

/** A client with its first secret, in one change: a client without a secret would be of no use to anybody. */
export async function createClient(
  deps: CreateClientDeps,
  context: ChangeContext,
  wanted: WantedClient,
): Promise<Result<CreatedPair, CreateClientRefusal>> {
  if (!isAccountId(wanted.parentAccountId)) return refuse('account_malformed');
  const scope = chooseScope(deps.scopes, wanted.scope);
  if (!scope.ok) return scope;

  const client: Client = {
    id: makeClientId(deps.prefixes.clientId, deps.environment, deps.randomBytes),
    partnerId: wanted.partnerId,
    name: wanted.name,
    parentAccountId: wanted.parentAccountId,
    scope: scope.value,
    status: 'active',
    createdAt: context.now,
  };
  const made = newSecret(
    deps,
    { clientId: client.id, label: 'first', notBefore: null, expiresAt: null },
    context.now,
  );

  return deps.store.change(context, async (change) => {
    if ((await change.partners.find(client.partnerId)) === undefined) return refuse('partner_unknown');
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
      },
    });
    await addSecret(change, made.secret);
    return ok({ client, made });
  });
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
