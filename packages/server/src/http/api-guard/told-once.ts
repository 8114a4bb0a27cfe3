/**
 * The names of the members in a response schema that hold a secret (`x-shown-once`), however deep. Looked up by name in
 * answers, so that an answer is believed to hold none only where nothing in it is called so.
 */
export function namesToldOnce(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, part]) => [
    ...(isToldOnce(part) ? [name] : []),
    ...namesToldOnce(part),
  ]);
}

/** Whether a JSON text has a member of one of these names. In a string the quotation marks would be escaped. */
export function tellsOneOf(names: readonly string[], json: string): boolean {
  return names.some((name) => json.includes(`"${name}":`));
}

function isToldOnce(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && 'x-shown-once' in schema;
}
