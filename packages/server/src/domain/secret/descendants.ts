import type { Secret } from './secret.ts';

/** The secret that this one was made with, the one that that was made with, and so on. */
export function ancestorsOf<Kept extends Pick<Secret, 'id' | 'madeWith'>>(
  secret: Kept,
  secrets: readonly Kept[],
): readonly Kept[] {
  const parent = secrets.find(({ id }) => id === secret.madeWith);
  return parent === undefined ? [] : [parent, ...ancestorsOf(parent, secrets)];
}

/**
 * The secrets that were made with this one, with one of those, and so on. Whoever had the first could have made all
 * of them.
 */
export function descendantsOf<Kept extends Pick<Secret, 'id' | 'madeWith'>>(
  id: string,
  secrets: readonly Kept[],
): readonly Kept[] {
  const ancestors = new Set([id]);
  const found = new Set<Kept>();
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const secret of secrets) {
      if (secret.id === id || secret.madeWith === null || !ancestors.has(secret.madeWith)) continue;
      ancestors.add(secret.id);
      found.add(secret);
    }
  }
  return secrets.filter((secret) => found.has(secret));
}
