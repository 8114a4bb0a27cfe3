import { ok, type Result, refuse } from '@gatepass/protocol';

/** How long the secrets of this deployment may live, in milliseconds; null is without end. */
export interface SecretPolicy {
  /** Where nobody says when a secret ends. */
  readonly defaultLifetime: number | null;
  readonly maxLifetime: number | null;
}

export type LifetimeRefusal = 'lifetime_empty' | 'lifetime_too_long';

/** When a secret ends that begins at `begins` and of which nobody says when. Milliseconds, or null: never. */
export function defaultEnd({ defaultLifetime, maxLifetime }: SecretPolicy, begins: number): number | null {
  const lifetime = leastOf(defaultLifetime, maxLifetime);
  return lifetime === null ? null : begins + lifetime;
}

/**
 * When a secret ends that begins at `begins`: as wanted, or by the policy where nothing is wanted. What waits for its
 * day loses nothing by it: its lifetime is counted from there.
 */
export function secretEnd(
  policy: SecretPolicy,
  wanted: number | null,
  begins: number,
): Result<number | null, LifetimeRefusal> {
  if (wanted === null) return ok(defaultEnd(policy, begins));
  if (wanted <= begins) return refuse('lifetime_empty');
  const { maxLifetime } = policy;
  return maxLifetime !== null && wanted - begins > maxLifetime ? refuse('lifetime_too_long') : ok(wanted);
}

/** The earlier of two ends, of which either may be none. */
export function leastOf(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
