/** Deeper than any body that is taken; what is deeper still would exhaust the stack. */
const DEPTH = 32;

/** One text for all spellings of a JSON value: no white space, members in the order of their names. Undefined if nested too deeply. */
export function canonicalJson(value: unknown): string | undefined {
  return isDeeperThan(DEPTH, value) ? undefined : JSON.stringify(value ?? null, inOrder);
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function isDeeperThan(depth: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((part) => isDeeperThan(depth - 1, part));
}
