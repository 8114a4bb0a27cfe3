import { ok, type Result, refuse } from '@gatepass/protocol';
import { checkStanding, type StandingRefusal } from '../../domain/client/authenticate-client.ts';
import { checkSelfRotation, type SelfRotationRefusal } from '../../domain/rotation/check-self-rotation.ts';
import { DEFAULT_TERMS } from '../../domain/rotation/rotation-terms.ts';
import type { CredentialMaker } from '../../domain/secret/make-credential.ts';
import { newSecret } from '../../domain/secret/new-secret.ts';
import type { Secret } from '../../domain/secret/secret.ts';
import { defaultEnd, leastOf, type SecretPolicy } from '../../domain/secret/secret-policy.ts';
import type { SecretText } from '../../domain/secret/secret-text.ts';
import type { Store, UsageStore } from '../../domain/store.ts';
import type { AuthenticatedClient } from '../authenticate-client/authenticate-client.ts';
import { addSecret } from '../create-secret/add-secret.ts';
import { beginOverlap } from '../rotate-secret/begin-overlap.ts';

export interface RotateOwnSecretDeps extends CredentialMaker {
  readonly store: Pick<Store, 'change'> & { readonly usage: Pick<UsageStore, 'ofClient'> };
  readonly secretPolicy: SecretPolicy;
  /** Writes what this node has counted, so that a use of the last seconds is known. */
  readonly flushUsage: () => Promise<void>;
  /** For how long, in milliseconds, a secret lives on that its client replaced; null: until an operator ends it. */
  readonly selfRotationOverlap: number | null;
}

export type RotateOwnSecretRefusal = 'method_not_registered' | StandingRefusal | SelfRotationRefusal;

export interface OwnSecret {
  readonly text: SecretText;
  readonly secret: Secret;
}

/**
 * A client makes itself a secret, with one that it has. It retires nothing by that, the new one does not outlive its
 * approval, and until the new one was used there is no other: whoever steals a secret gains no more than it gives.
 */
export async function rotateOwnSecret(
  deps: RotateOwnSecretDeps,
  { client: { clientId }, credential }: Pick<AuthenticatedClient, 'client' | 'credential'>,
  { label, requestId, now }: { readonly label: string; readonly requestId: string; readonly now: number },
): Promise<Result<OwnSecret, RotateOwnSecretRefusal>> {
  if (credential.kind !== 'secret') return refuse('method_not_registered');
  await deps.flushUsage();
  const used = new Set((await deps.store.usage.ofClient(clientId)).map(({ credentialId }) => credentialId));
  const context = { actor: `client:${clientId}`, requestId, now } as const;
  return deps.store.change<OwnSecret, RotateOwnSecretRefusal>(context, async (change) => {
    // What authenticated the request may have been remembered; what makes a secret is read.
    const record = await change.clients.findRecord(clientId, credential.id);
    const secrets = await change.secrets.listByClient(clientId);
    const presented = secrets.find(({ id }) => id === credential.id);
    if (record === undefined || presented === undefined) throw new Error('a believed secret is gone');
    const standing = checkStanding(record, now);
    if (!standing.ok) return standing;
    const { selfRotation, endsAt } = record.settings;
    const allowed = checkSelfRotation({ presented, secrets, used, selfRotation }, now);
    if (!allowed.ok) return allowed;

    const made = newSecret(
      deps,
      {
        clientId,
        label,
        notBefore: null,
        expiresAt: leastOf(defaultEnd(deps.secretPolicy, now), endsAt),
        madeWith: presented.id,
        replaces: presented.id,
      },
      now,
    );
    await addSecret(change, made.secret);
    if (deps.selfRotationOverlap !== null && presented.retireAt === null) {
      const terms = { ...DEFAULT_TERMS, overlap: deps.selfRotationOverlap };
      await beginOverlap(change, presented, made.secret, terms, now);
    }
    return ok(made);
  });
}
