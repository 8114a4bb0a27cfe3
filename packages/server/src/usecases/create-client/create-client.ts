import { ok, type Result } from '@gatepass/protocol';
import { type Client, DEFAULT_CLIENT_SETTINGS } from '../../domain/client/client.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { CredentialMaker } from '../../domain/secret/make-credential.ts';
import { type NewSecret, newSecret } from '../../domain/secret/new-secret.ts';
import { defaultEnd, type SecretPolicy } from '../../domain/secret/secret-policy.ts';
import type { Store } from '../../domain/store.ts';
import { addSecret } from '../create-secret/add-secret.ts';
import {
  type AddClientRefusal,
  addClient,
  type NewClientDeps,
  type NewClientRefusal,
  newClient,
  type WantedClient,
} from './add-client.ts';

export interface CreateClientDeps extends CredentialMaker, NewClientDeps {
  readonly store: Pick<Store, 'change'>;
  readonly secretPolicy: SecretPolicy;
}

export type CreateClientRefusal = AddClientRefusal | NewClientRefusal;

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
  const client = newClient(deps, wanted, DEFAULT_CLIENT_SETTINGS, context.now);
  if (!client.ok) return client;
  const { id: clientId } = client.value;
  const expiresAt = defaultEnd(deps.secretPolicy, context.now);
  const made = newSecret(deps, { clientId, label: 'first', notBefore: null, expiresAt }, context.now);

  return deps.store.change(context, async (change) => {
    const added = await addClient(change, client.value, wanted);
    if (!added.ok) return added;
    await addSecret(change, made.secret);
    return ok({ client: client.value, made });
  });
}
