import type { Asker } from './asker.ts';

/** The reason that an operator gave for something, as a sentence. It is free text, so the client never reads it. */
export function reasonEvidence(
  asker: Asker,
  what: string,
  reason: string | null | undefined,
): readonly string[] {
  if (asker.kind !== 'operator' || reason === null || reason === undefined) return [];
  return [`The reason given when it was ${what}: "${reason}".`];
}
