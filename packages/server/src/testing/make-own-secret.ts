import { newSecret } from '../domain/secret/new-secret.ts';
import { addSecret } from '../usecases/create-secret/add-secret.ts';
import type { RotationBench } from './rotation-bench.ts';

/** A secret that the bench's client made itself a moment later, with the one of this id; its own id. */
export async function makeOwnSecret(bench: RotationBench, madeWith: string): Promise<string> {
  bench.advance(1);
  const { store, maker, clientId } = bench;
  const wanted = { clientId, label: 'own', notBefore: null, expiresAt: null, madeWith, replaces: madeWith };
  const { secret } = newSecret(maker, wanted, bench.now());
  await store.change(bench.context(), async (change) => {
    await addSecret(change, secret);
    return { ok: true, value: undefined };
  });
  return secret.id;
}
