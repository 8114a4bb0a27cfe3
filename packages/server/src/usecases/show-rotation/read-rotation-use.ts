import { CALLER_WINDOW } from '../../domain/rotation/callers.ts';
import type { Rotation } from '../../domain/rotation/rotation.ts';
import type { RotationUse, SecretUse } from '../../domain/rotation/rotation-use.ts';
import type { UsageStore } from '../../domain/store.ts';

const DAY = 86_400_000;

/** All that is known of the use of a rotation's secrets, as far as its verdict needs it. */
export async function readRotationUse(
  usage: Pick<UsageStore, 'ofCredentials' | 'instances' | 'networks'>,
  { old, successor }: Rotation,
  now: number,
): Promise<RotationUse> {
  const ids = [old.id, successor.id];
  const since = now - CALLER_WINDOW;
  const ever = await usage.ofCredentials(ids);
  const instances = await usage.instances(ids, since);
  const networks = await usage.networks(ids, Math.floor(since / DAY));
  const useOf = (id: string): SecretUse => {
    const isOf = ({ credentialId }: { readonly credentialId: string }) => credentialId === id;
    return {
      ever: ever.find(isOf),
      instances: instances.filter(isOf),
      networks: networks.filter(isOf),
    };
  };
  return { old: useOf(old.id), successor: useOf(successor.id) };
}
