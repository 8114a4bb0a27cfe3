import {
  type CredentialPrefixes,
  type Environment,
  makeSecret,
  ok,
  type RandomBytes,
  type Result,
  refuse,
} from '@gatepass/protocol';
import { type Api, isAudience } from '../../domain/api/api.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { newId } from '../../domain/new-id.ts';
import type { Store } from '../../domain/store.ts';

export interface CreateApiDeps {
  readonly store: Pick<Store, 'change'>;
  readonly mac: { readonly version: number; digest(text: string): Uint8Array };
  readonly randomBytes: RandomBytes;
  readonly prefixes: Pick<CredentialPrefixes, 'apiKey'>;
  readonly environment: Environment;
}

/** A resource server, with a key that is told once. */
export async function createApi(
  deps: CreateApiDeps,
  context: ChangeContext,
  wanted: { readonly name: string; readonly audience: string },
): Promise<Result<{ readonly api: Api; readonly apiKey: string }, 'audience_malformed' | 'audience_taken'>> {
  if (!isAudience(wanted.audience)) return refuse('audience_malformed');
  const key = makeSecret(deps.prefixes.apiKey, deps.environment, deps.randomBytes);
  const api: Api = {
    id: newId('api', deps.randomBytes),
    name: wanted.name,
    audience: wanted.audience,
    keyId: key.secretId,
    keyDigest: deps.mac.digest(key.text),
    macKeyVersion: deps.mac.version,
    createdAt: context.now,
  };
  return deps.store.change(context, async (change) => {
    if ((await change.apis.findByAudience(api.audience)) !== undefined) return refuse('audience_taken');
    await change.apis.insert(api);
    change.record({
      action: 'api.created',
      subject: api.id,
      before: null,
      after: { audience: api.audience, key_id: api.keyId },
    });
    return ok({ api, apiKey: key.text });
  });
}
