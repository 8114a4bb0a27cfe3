import { createClient } from '../usecases/create-client/create-client.ts';
import { createPartner } from '../usecases/create-partner/create-partner.ts';
import { TEST_CONTEXT, type TestStore } from './open-test-store.ts';

export interface MadeClient {
  readonly partnerId: string;
  readonly clientId: string;
  /** Of its first secret. */
  readonly secretId: string;
}

/** A client of a new partner, made at the time of `TEST_CONTEXT`. */
export async function makeClient(
  { store, maker }: TestStore,
  parentAccountId = 'pa_main',
): Promise<MadeClient> {
  const deps = { ...maker, store, scopes: ['read'] };
  const partner = await createPartner(deps, TEST_CONTEXT, { name: 'Partner' });
  if (!partner.ok) throw new Error('no partner');
  const wanted = {
    partnerId: partner.value.id,
    name: 'Client',
    parentAccountId,
    scope: undefined,
    shareAccount: true,
  };
  const client = await createClient(deps, TEST_CONTEXT, wanted);
  if (!client.ok) throw new Error('no client');
  const { id: clientId } = client.value.client;
  return { partnerId: partner.value.id, clientId, secretId: client.value.made.secret.id };
}
