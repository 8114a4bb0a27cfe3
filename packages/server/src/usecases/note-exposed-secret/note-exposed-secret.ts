import { ok, refuse } from '@gatepass/protocol';
import type { Clock } from '../../domain/clock.ts';
import type { Alarm } from '../../domain/leak/exposure.ts';
import type { SecretReads, Store } from '../../domain/store.ts';
import { type FindCredentialDeps, findCredential } from './find-credential.ts';
import { liveDescendants } from './live-descendants.ts';

export interface NoteExposedSecretDeps extends FindCredentialDeps {
  readonly store: FindCredentialDeps['store'] &
    Pick<Store, 'change'> & { readonly secrets: Pick<SecretReads, 'listByClient'> };
  readonly alarm: Alarm;
  readonly now: Clock;
}

/** A text that stood where no secret may: in the URL, or sent by a script in a browser. */
export interface SeenSecret {
  readonly text: string;
  readonly where: 'query' | 'browser';
  readonly requestId: string;
  /** IPv4 /32 or IPv6 /64. */
  readonly network: string;
}

/**
 * Notes a right secret as exposed, once; any other text leaves no trace. Runs after the answer was sent, so that
 * neither its bytes nor its time tell whether the secret was right. The secret goes on working: ending it is for
 * people to decide (docs/decisions/0005).
 */
export async function noteExposedSecret(deps: NoteExposedSecretDeps, seen: SeenSecret): Promise<void> {
  const found = await findCredential(deps, seen.text);
  if (!found.ok || found.value.kind !== 'secret' || found.value.secret.exposedAt !== null) return;
  const { id, clientId } = found.value.secret;
  const context = { actor: 'system:exposure', requestId: seen.requestId, now: deps.now() } as const;
  const noted = await deps.store.change(context, async (change) => {
    const secret = await change.secrets.find(id);
    if (secret === undefined || secret.exposedAt !== null) return refuse('already_noted');
    await change.secrets.setExposed(id, context.now);
    const after = { client_id: clientId, where: seen.where };
    change.record({ action: 'secret.exposed', subject: id, before: null, after });
    return ok(undefined);
  });
  if (!noted.ok) return;
  deps.alarm({
    kind: 'secret',
    credentialId: id,
    ownerId: clientId,
    where: seen.where,
    descendantIds: await liveDescendants(deps.store.secrets, found.value.secret, context.now),
    ended: null,
  });
}
