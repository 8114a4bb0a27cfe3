import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { CredentialMaker } from '../../domain/secret/make-credential.ts';
import { type NewSecret, newSecret, type WantedSecret } from '../../domain/secret/new-secret.ts';
import { isLive, MAX_LIVE_SECRETS } from '../../domain/secret/secret.ts';
import { type LifetimeRefusal, type SecretPolicy, secretEnd } from '../../domain/secret/secret-policy.ts';
import type { Store } from '../../domain/store.ts';
import { addSecret } from './add-secret.ts';

export interface CreateSecretDeps extends CredentialMaker {
  readonly store: Pick<Store, 'change'>;
  readonly secretPolicy: SecretPolicy;
}

export type CreateSecretRefusal = 'client_unknown' | 'too_many_secrets' | LifetimeRefusal;

/** One more secret for a client; those it has stay as they are. Without an end it gets the policy's. */
export async function createSecret(
  deps: CreateSecretDeps,
  context: ChangeContext,
  wanted: WantedSecret,
): Promise<Result<NewSecret, CreateSecretRefusal>> {
  const begins = Math.max(context.now, wanted.notBefore ?? 0);
  const end = secretEnd(deps.secretPolicy, wanted.expiresAt, begins);
  if (!end.ok) return end;
  const made = newSecret(deps, { ...wanted, expiresAt: end.value }, context.now);
  return deps.store.change(context, async (change) => {
    if ((await change.clients.find(wanted.clientId)) === undefined) return refuse('client_unknown');
    const others = await change.secrets.listByClient(wanted.clientId);
    if (others.filter((other) => isLive(other, context.now)).length >= MAX_LIVE_SECRETS) {
      return refuse('too_many_secrets');
    }
    await addSecret(change, made.secret);
    return ok(made);
  });
}
