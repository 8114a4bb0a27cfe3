import type { RotationUse, SecretUse } from './rotation-use.ts';

/** Whoever was seen within this time is one of those that a rotation waits for. Milliseconds. */
export const CALLER_WINDOW = 86_400_000;

/** One process of the partner that names itself, or a network from which unnamed ones ask. */
export interface Caller {
  readonly kind: 'instance' | 'network';
  readonly id: string;
  /** Whether its latest request was made with the new secret. */
  readonly moved: boolean;
}

/**
 * Everybody who used one of the two secrets lately. Networks stand for the callers of a secret that none of its
 * callers names itself with; elsewhere they would count the named ones twice.
 */
export function callersOf({ old, successor }: RotationUse, now: number): readonly Caller[] {
  const since = now - CALLER_WINDOW;
  return [
    ...callersOfKind('instance', instancesOf(old), instancesOf(successor), since),
    ...callersOfKind('network', networksOf(old), networksOf(successor), since).filter(({ id }) =>
      [old, successor].some((use) => isUnnamed(use, since) && lately(networksOf(use), since).has(id)),
    ),
  ];
}

/** When each was last seen. */
type LastUses = ReadonlyMap<string, number>;

function callersOfKind(
  kind: Caller['kind'],
  withOld: LastUses,
  withNew: LastUses,
  since: number,
): readonly Caller[] {
  const ids = new Set([...lately(withOld, since).keys(), ...lately(withNew, since).keys()]);
  return [...ids].map((id) => {
    const moved = (withNew.get(id) ?? Number.NEGATIVE_INFINITY) >= (withOld.get(id) ?? 0);
    return { kind, id, moved };
  });
}

function lately(uses: LastUses, since: number): LastUses {
  return new Map([...uses].filter(([, lastUsedAt]) => lastUsedAt > since));
}

function isUnnamed(use: SecretUse, since: number): boolean {
  return lately(instancesOf(use), since).size === 0;
}

function instancesOf(use: SecretUse): LastUses {
  return new Map(use.instances.map(({ instance, lastUsedAt }) => [instance, lastUsedAt]));
}

function networksOf(use: SecretUse): LastUses {
  return new Map(use.networks.map(({ network, lastUsedAt }) => [network, lastUsedAt]));
}
