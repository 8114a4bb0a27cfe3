import { ok, type Result, refuse } from '@gatepass/protocol';
import { type Api, isAudience } from '../../domain/api/api.ts';
import { holdsCredential } from '../../domain/ledger/holds-credential.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { newId } from '../../domain/new-id.ts';
import { type CredentialMaker, makeCredential } from '../../domain/secret/make-credential.ts';
import type { SecretText } from '../../domain/secret/secret-text.ts';
import type { Store } from '../../domain/store.ts';

export interface CreateApiDeps extends CredentialMaker {
  readonly store: Pick<Store, 'change'>;
}

/** A resource server, with a key that is told once. */
export async function createApi(
  deps: CreateApiDeps,
  context: ChangeContext,
  wanted: { readonly name: string; readonly audience: string },
): Promise<
  Result<{ readonly api: Api; readonly apiKey: SecretText }, 'audience_malformed' | 'audience_taken'>
> {
  // It goes into the ledger, where no secret may stand that somebody has pasted.
  if (!isAudience(wanted.audience) || holdsCredential(wanted.audience)) return refuse('audience_malformed');
  const key = makeCredential(deps, 'apiKey');
  const api: Api = {
    id: newId('api', deps.randomBytes),
    name: wanted.name,
    audience: wanted.audience,
    keyId: key.id,
    keyDigest: key.digest,
    macKeyVersion: key.macKeyVersion,
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
