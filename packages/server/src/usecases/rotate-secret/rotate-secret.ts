import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Rotation } from '../../domain/rotation/rotation.ts';
import { DEFAULT_TERMS, type RotationTerms } from '../../domain/rotation/rotation-terms.ts';
import { type ChoiceRefusal, secretToRotate } from '../../domain/rotation/secret-to-rotate.ts';
import type { CredentialMaker } from '../../domain/secret/make-credential.ts';
import { newSecret } from '../../domain/secret/new-secret.ts';
import { isLive, MAX_LIVE_SECRETS } from '../../domain/secret/secret.ts';
import { type LifetimeRefusal, type SecretPolicy, secretEnd } from '../../domain/secret/secret-policy.ts';
import type { SecretText } from '../../domain/secret/secret-text.ts';
import type { Store } from '../../domain/store.ts';
import { addSecret } from '../create-secret/add-secret.ts';
import { beginOverlap } from './begin-overlap.ts';

export interface RotateSecretDeps extends CredentialMaker {
  readonly store: Pick<Store, 'change'>;
  readonly secretPolicy: SecretPolicy;
}

export interface WantedRotation {
  readonly clientId: string;
  /** The only active one where it is left out. */
  readonly secretId?: string | undefined;
  readonly label?: string | undefined;
  /** Milliseconds, or null: by the policy. */
  readonly expiresAt: number | null;
  readonly terms?: Partial<RotationTerms>;
}

export type RotateSecretRefusal =
  | ChoiceRefusal
  | { readonly cause: 'client_unknown' | 'client_has_keys' | 'too_many_secrets' | LifetimeRefusal };

export interface StartedRotation extends Rotation {
  /** The new secret's text, told once. */
  readonly text: SecretText;
}

/** Makes a secret that takes over from another, and begins their overlap. Both are good until it ends. */
export async function rotateSecret(
  deps: RotateSecretDeps,
  context: ChangeContext,
  wanted: WantedRotation,
): Promise<Result<StartedRotation, RotateSecretRefusal>> {
  const { clientId } = wanted;
  const { now } = context;
  const end = secretEnd(deps.secretPolicy, wanted.expiresAt, now);
  if (!end.ok) return refuse({ cause: end.refusal });

  return deps.store.change<StartedRotation, RotateSecretRefusal>(context, async (change) => {
    const client = await change.clients.find(clientId);
    if (client === undefined) return refuse({ cause: 'client_unknown' });
    if (client.settings.authMethod !== 'client_secret') return refuse({ cause: 'client_has_keys' });
    const secrets = await change.secrets.listByClient(clientId);
    const old = secretToRotate(secrets, wanted.secretId, now);
    if (!old.ok) return old;
    if (secrets.filter((secret) => isLive(secret, now)).length >= MAX_LIVE_SECRETS) {
      return refuse({ cause: 'too_many_secrets' });
    }
    const label = wanted.label ?? `rotated ${new Date(now).toISOString().slice(0, 10)}`;
    const made = newSecret(
      deps,
      { clientId, label, notBefore: null, expiresAt: end.value, replaces: old.value.id },
      now,
    );
    await addSecret(change, made.secret);
    const retiring = await beginOverlap(
      change,
      old.value,
      made.secret,
      { ...DEFAULT_TERMS, ...wanted.terms },
      now,
    );
    return ok({ text: made.text, old: retiring, successor: made.secret });
  });
}
