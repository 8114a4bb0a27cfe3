import { ok, refuse } from '@gatepass/protocol';
import { authenticateClient } from '../../domain/client/authenticate-client.ts';
import type { Clock } from '../../domain/clock.ts';
import type { EqualDigests } from '../../domain/secret/matches-digest.ts';
import type { ClientReads, Store } from '../../domain/store.ts';

export interface NoteExposedSecretDeps {
  readonly clients: Pick<ClientReads, 'findRecord'>;
  readonly store: Pick<Store, 'change'>;
  readonly digest: (secret: string) => Uint8Array;
  readonly equalDigests: EqualDigests;
  readonly now: Clock;
}

/** A pair that was seen where no secret may be. */
export interface SeenPair {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly secretId: string;
  /** Where: in the URL, or sent by a script in a browser. */
  readonly where: 'query' | 'browser';
  readonly requestId: string;
}

/**
 * Notes a right secret as exposed, once; a wrong one leaves no trace. Runs after the answer was sent, so that
 * neither its bytes nor its time tell whether the secret was right.
 */
export async function noteExposedSecret(deps: NoteExposedSecretDeps, seen: SeenPair): Promise<void> {
  const presented = { secretId: seen.secretId, digest: deps.digest(seen.clientSecret) };
  const now = deps.now();
  const record = await deps.clients.findRecord(seen.clientId, seen.secretId);
  const believed = authenticateClient(record, presented, now, deps.equalDigests);
  if (!believed.ok || believed.value.exposedAt !== null) return;

  await deps.store.change({ actor: 'system:exposure', requestId: seen.requestId, now }, async (change) => {
    const secret = await change.secrets.find(seen.secretId);
    if (secret === undefined || secret.exposedAt !== null) return refuse('already_noted');
    await change.secrets.setExposed(secret.id, now);
    change.record({
      action: 'secret.exposed',
      subject: secret.id,
      before: null,
      after: { client_id: secret.clientId, where: seen.where },
    });
    return ok(undefined);
  });
}
