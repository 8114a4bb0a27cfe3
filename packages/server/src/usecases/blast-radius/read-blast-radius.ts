import { ok, type Result, refuse } from '@gatepass/protocol';
import {
  BLAST_PERIOD,
  type BlastRadius,
  blastRadius,
  type CredentialsUse,
  firstHour,
} from '../../domain/blast-radius/blast-radius.ts';
import { descendantsOf } from '../../domain/secret/descendants.ts';
import { isLive } from '../../domain/secret/secret.ts';
import type { Store } from '../../domain/store.ts';

export type BlastRadiusStore = Pick<
  Store,
  'clients' | 'secrets' | 'clientKeys' | 'accounts' | 'partners' | 'usage'
>;

/** Where it is no secret that goes. */
const NO_SECRETS = { descendantIds: [], descendantsGo: false, liveSecretsLeft: null } as const;

/** What revoking or retiring a secret would stop. Its descendants go with it, and count, only where it `leaked`. */
export async function secretBlastRadius(
  store: BlastRadiusStore,
  secretId: string,
  now: number,
  leaked = false,
): Promise<Result<BlastRadius, 'secret_unknown'>> {
  const secret = await store.secrets.find(secretId);
  if (secret === undefined) return refuse('secret_unknown');
  const all = await store.secrets.listByClient(secret.clientId);
  const liveIds = (secrets: typeof all) => secrets.filter((one) => isLive(one, now)).map(({ id }) => id);
  const descendantIds = liveIds(descendantsOf(secret.id, all));
  const going = leaked ? [secret.id, ...descendantIds] : [secret.id];
  const affected = {
    clientIds: [secret.clientId],
    descendantIds,
    descendantsGo: leaked,
    liveSecretsLeft: liveIds(all).filter((id) => !going.includes(id)).length,
  };
  return ok(blastRadius(await readUse(store, going, now), affected, now));
}

/** What revoking a client's key would stop. */
export async function keyBlastRadius(
  store: BlastRadiusStore,
  keyId: string,
  now: number,
): Promise<Result<BlastRadius, 'key_unknown'>> {
  const key = await store.clientKeys.find(keyId);
  if (key === undefined) return refuse('key_unknown');
  const affected = { clientIds: [key.clientId], ...NO_SECRETS };
  return ok(blastRadius(await readUse(store, [key.id], now), affected, now));
}

/** What disabling a client would stop. */
export async function clientBlastRadius(
  store: BlastRadiusStore,
  clientId: string,
  now: number,
): Promise<Result<BlastRadius, 'client_unknown'>> {
  const client = await store.clients.find(clientId);
  return client === undefined ? refuse('client_unknown') : ok(await ofClients(store, [clientId], now));
}

/** What disabling a parent account would stop. */
export async function accountBlastRadius(
  store: BlastRadiusStore,
  accountId: string,
  now: number,
): Promise<Result<BlastRadius, 'account_unknown'>> {
  if ((await store.accounts.find(accountId)) === undefined) return refuse('account_unknown');
  const clients = await store.clients.listOf({ accountId });
  return ok(
    await ofClients(
      store,
      clients.map(({ id }) => id),
      now,
    ),
  );
}

/** What disabling a partner would stop. */
export async function partnerBlastRadius(
  store: BlastRadiusStore,
  partnerId: string,
  now: number,
): Promise<Result<BlastRadius, 'partner_unknown'>> {
  if ((await store.partners.find(partnerId)) === undefined) return refuse('partner_unknown');
  const clients = await store.clients.listOf({ partnerId });
  return ok(
    await ofClients(
      store,
      clients.map(({ id }) => id),
      now,
    ),
  );
}

async function ofClients(
  store: Pick<BlastRadiusStore, 'usage'>,
  clientIds: readonly string[],
  now: number,
): Promise<BlastRadius> {
  const uses: CredentialsUse[] = [];
  // One client at a time: a partner has a few, and no statement grows with their number.
  for (const clientId of clientIds) {
    const ever = await store.usage.ofClient(clientId);
    uses.push(
      await readUse(
        store,
        ever.map(({ credentialId }) => credentialId),
        now,
      ),
    );
  }
  const use = {
    ever: uses.flatMap(({ ever }) => ever),
    hours: uses.flatMap(({ hours }) => hours),
    instances: uses.flatMap(({ instances }) => instances),
  };
  return blastRadius(use, { clientIds, ...NO_SECRETS }, now);
}

async function readUse(
  { usage }: Pick<BlastRadiusStore, 'usage'>,
  credentialIds: readonly string[],
  now: number,
): Promise<CredentialsUse> {
  return {
    ever: await usage.ofCredentials(credentialIds),
    hours: await usage.hours(credentialIds, firstHour(now)),
    instances: await usage.instances(credentialIds, now - BLAST_PERIOD),
  };
}
