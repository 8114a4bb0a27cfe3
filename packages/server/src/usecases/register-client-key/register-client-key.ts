import { type JsonObject, ok, type RandomBytes, type Result, refuse } from '@gatepass/protocol';
import { type ClientKey, MAX_LIVE_CLIENT_KEYS } from '../../domain/client-key/client-key.ts';
import { clientKeyState } from '../../domain/client-key/credential-key.ts';
import type { KeyDefect } from '../../domain/client-key/key-defects.ts';
import { type KeyInspection, parsePublicKey } from '../../domain/client-key/parse-public-key.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Store } from '../../domain/store.ts';
import { addClientKey, newClientKey, type WantedKey } from './add-client-key.ts';

export interface RegisterClientKeyDeps {
  readonly store: Pick<Store, 'change'>;
  readonly randomBytes: RandomBytes;
  readonly inspectKey: KeyInspection;
}

export interface WantedClientKey extends WantedKey {
  readonly jwk: JsonObject;
}

export type RegisterClientKeyRefusal =
  | 'client_unknown'
  | 'lifetime_empty'
  | 'key_registered'
  | 'too_many_keys'
  | { readonly keyDefect: KeyDefect };

/**
 * One more public key for a client; it counts once the client proves itself with keys. A key is registered once, and
 * one that was revoked never again: whoever revoked it had a reason.
 */
export async function registerClientKey(
  deps: RegisterClientKeyDeps,
  context: ChangeContext,
  { jwk, ...wanted }: WantedClientKey,
): Promise<Result<ClientKey, RegisterClientKeyRefusal>> {
  if (wanted.expiresAt !== null && wanted.expiresAt <= context.now) return refuse('lifetime_empty');
  const parsed = parsePublicKey(jwk, deps.inspectKey);
  if (!parsed.ok) return refuse({ keyDefect: parsed.refusal });
  const key = newClientKey(deps.randomBytes, wanted, parsed.value, context.now);

  return deps.store.change(context, async (change) => {
    if ((await change.clients.find(wanted.clientId)) === undefined) return refuse('client_unknown');
    const others = await change.clientKeys.listByClient(wanted.clientId);
    if (others.some(({ thumbprint }) => thumbprint === key.thumbprint)) return refuse('key_registered');
    const live = others.filter((other) => clientKeyState(other, context.now) === 'active');
    if (live.length >= MAX_LIVE_CLIENT_KEYS) return refuse('too_many_keys');
    await addClientKey(change, key);
    return ok(key);
  });
}
