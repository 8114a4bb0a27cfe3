import { isLive, type Secret, secretState } from '../secret/secret.ts';

/**
 * One secret that takes over from another. No table holds rotations: the two secrets are it, by `replaces`, and how
 * far it has come follows from them, from their use, and from the clock.
 */
export interface Rotation {
  readonly old: Secret;
  readonly successor: Secret;
}

/**
 * The rotation that a client is in, else its latest one: an overlap that has begun comes before a successor that the
 * client made for itself, and both before what is done. Takes secrets in the order of their making.
 */
export function findRotation(secrets: readonly Secret[], now: number): Rotation | undefined {
  const rotations = secrets.flatMap((old) => rotationFrom(old, secrets) ?? []);
  return (
    rotations.findLast(({ old }) => secretState(old, now) === 'retiring') ??
    rotations.findLast(({ old }) => isLive(old, now)) ??
    rotations.at(-1)
  );
}

/**
 * The rotation that takes over from this secret; where there are several, the latest. None where the successor was
 * revoked: what revokes it takes the rotation back.
 */
export function rotationFrom(old: Secret, secrets: readonly Secret[]): Rotation | undefined {
  const successor = secrets.findLast(({ replaces, revokedAt }) => replaces === old.id && revokedAt === null);
  return successor && { old, successor };
}
