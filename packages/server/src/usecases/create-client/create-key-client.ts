import { type JsonObject, ok, type Result, refuse } from '@gatepass/protocol';
import { type Client, DEFAULT_CLIENT_SETTINGS } from '../../domain/client/client.ts';
import type { ClientKey } from '../../domain/client-key/client-key.ts';
import { parseJwksUri } from '../../domain/client-key/jwks-uri.ts';
import type { KeyDefect } from '../../domain/client-key/key-defects.ts';
import { type KeyInspection, parsePublicKey } from '../../domain/client-key/parse-public-key.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { PublicUrlDefect } from '../../domain/network/public-url.ts';
import type { Store } from '../../domain/store.ts';
import { addClientKey, newClientKey } from '../register-client-key/add-client-key.ts';
import {
  type AddClientRefusal,
  addClient,
  type NewClientDeps,
  type NewClientRefusal,
  newClient,
  type WantedClient,
} from './add-client.ts';

export interface CreateKeyClientDeps extends NewClientDeps {
  readonly store: Pick<Store, 'change'>;
  readonly inspectKey: KeyInspection;
  /** Whether a `jwks_uri` may be on this machine. */
  readonly keysOnLoopback: boolean;
}

/** Where the client's keys are: this one, or a set that it publishes. */
export type WantedKeys = { readonly jwk: JsonObject } | { readonly jwksUri: string };

export type CreateKeyClientRefusal =
  | AddClientRefusal
  | NewClientRefusal
  | { readonly keyDefect: KeyDefect }
  | { readonly jwksUriDefect: PublicUrlDefect };

export interface CreatedKeyClient {
  readonly client: Client;
  /** Null where the client publishes its keys. */
  readonly key: ClientKey | null;
}

/** A client that proves itself with keys, and so has no secret that could be lost. */
export async function createKeyClient(
  deps: CreateKeyClientDeps,
  context: ChangeContext,
  wanted: WantedClient,
  keys: WantedKeys,
): Promise<Result<CreatedKeyClient, CreateKeyClientRefusal>> {
  const made =
    'jwk' in keys
      ? withKey(deps, context, wanted, keys.jwk)
      : withKeySet(deps, context, wanted, keys.jwksUri);
  if (!made.ok) return made;
  const { client, key } = made.value;
  return deps.store.change(context, async (change) => {
    const added = await addClient(change, client, wanted);
    if (!added.ok) return added;
    if (key !== null) await addClientKey(change, key);
    return ok({ client, key });
  });
}

function withKey(
  deps: CreateKeyClientDeps,
  { now }: ChangeContext,
  wanted: WantedClient,
  jwk: JsonObject,
): Result<CreatedKeyClient, CreateKeyClientRefusal> {
  const client = newClient(deps, wanted, { ...DEFAULT_CLIENT_SETTINGS, authMethod: 'private_key_jwt' }, now);
  if (!client.ok) return client;
  const parsed = parsePublicKey(jwk, deps.inspectKey);
  if (!parsed.ok) return refuse({ keyDefect: parsed.refusal });
  const first = { clientId: client.value.id, label: 'first', expiresAt: null };
  return ok({ client: client.value, key: newClientKey(deps.randomBytes, first, parsed.value, now) });
}

function withKeySet(
  deps: CreateKeyClientDeps,
  { now }: ChangeContext,
  wanted: WantedClient,
  jwksUri: string,
): Result<CreatedKeyClient, CreateKeyClientRefusal> {
  const settings = { ...DEFAULT_CLIENT_SETTINGS, authMethod: 'private_key_jwt', jwksUri } as const;
  const client = newClient(deps, wanted, settings, now);
  if (!client.ok) return client;
  const uri = parseJwksUri(jwksUri, deps.keysOnLoopback);
  return uri.ok ? ok({ client: client.value, key: null }) : refuse({ jwksUriDefect: uri.refusal });
}
