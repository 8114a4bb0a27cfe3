import { ok, type Result, refuse } from '@gatepass/protocol';
import type { AuthMethod, Client } from '../../domain/client/client.ts';
import { clientKeyState } from '../../domain/client-key/credential-key.ts';
import { parseJwksUri } from '../../domain/client-key/jwks-uri.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { PublicUrlDefect } from '../../domain/network/public-url.ts';
import { isUsable } from '../../domain/secret/secret.ts';
import type { Change, Store } from '../../domain/store.ts';
import { applySettings } from '../configure-client/configure-client.ts';

export interface SetAuthMethodDeps {
  readonly store: Pick<Store, 'change'>;
  /** Whether a `jwks_uri` may be on this machine. */
  readonly keysOnLoopback: boolean;
}

export interface WantedAuthMethod {
  readonly clientId: string;
  readonly authMethod: AuthMethod;
  /** Null where the client's registered keys count, or it has secrets. */
  readonly jwksUri: string | null;
}

export type SetAuthMethodRefusal =
  | 'client_unknown'
  | 'jwks_uri_needless'
  | 'no_live_key'
  | 'no_live_secret'
  | { readonly jwksUriDefect: PublicUrlDefect };

/**
 * Switches a client over to the other way of proving itself, from one request to the next: the former credentials
 * stay, and are refused. So there must be one for the new way before.
 */
export async function setAuthMethod(
  deps: SetAuthMethodDeps,
  context: ChangeContext,
  { clientId, authMethod, jwksUri }: WantedAuthMethod,
): Promise<Result<Client, SetAuthMethodRefusal>> {
  if (jwksUri !== null && authMethod !== 'private_key_jwt') return refuse('jwks_uri_needless');
  const uri = jwksUri === null ? undefined : parseJwksUri(jwksUri, deps.keysOnLoopback);
  if (uri?.ok === false) return refuse({ jwksUriDefect: uri.refusal });

  return deps.store.change(context, async (change) => {
    const client = await change.clients.find(clientId);
    if (client === undefined) return refuse('client_unknown');
    if (authMethod === 'client_secret' && !(await hasSecret(change, clientId, context.now))) {
      return refuse('no_live_secret');
    }
    if (
      authMethod === 'private_key_jwt' &&
      jwksUri === null &&
      !(await hasKey(change, clientId, context.now))
    ) {
      return refuse('no_live_key');
    }
    return ok(await applySettings(change, client, { authMethod, jwksUri }));
  });
}

async function hasSecret(change: Pick<Change, 'secrets'>, clientId: string, now: number): Promise<boolean> {
  return (await change.secrets.listByClient(clientId)).some((secret) => isUsable(secret, now));
}

async function hasKey(change: Pick<Change, 'clientKeys'>, clientId: string, now: number): Promise<boolean> {
  return (await change.clientKeys.listByClient(clientId)).some(
    (key) => clientKeyState(key, now) === 'active',
  );
}
