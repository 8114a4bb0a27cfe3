export type JsonObject = { readonly [member: string]: unknown };

/** A token nests twice at most, a key set thrice. */
const MAX_DEPTH = 8;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Parses a JSON object strictly: UTF-8 without a byte order mark, nothing around it, no deep nesting, and no
 * member name twice at any level, where another parser might read the other one (RFC 7519 §4, RFC 7515 §4).
 */
export function parseJsonObject(bytes: Uint8Array): JsonObject | undefined {
  const parsed = parseJson(bytes);
  if (parsed === undefined || !isObject(parsed.value)) return undefined;
  return countMembers(parsed.value) === parsed.members ? parsed.value : undefined;
}

function parseJson(bytes: Uint8Array): { value: unknown; members: number } | undefined {
  try {
    const text = utf8.decode(bytes);
    const { members, depth } = outline(text);
    return depth > MAX_DEPTH ? undefined : { value: JSON.parse(text), members };
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * How many members a JSON text writes, and how deep it nests. Each member has one colon outside strings, and
 * `JSON.parse` keeps one of each name: fewer members in its value means that a name stood twice.
 */
function outline(text: string): { members: number; depth: number } {
  let members = 0;
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') inString = !inString;
    else if (inString) index += character === '\\' ? 1 : 0;
    else if (character === ':') members++;
    else if (character === '}' || character === ']') depth--;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
  }
  return { members, depth: deepest };
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const children = Object.values(value);
  const own = Array.isArray(value) ? 0 : children.length;
  return children.reduce<number>((members, child) => members + countMembers(child), own);
}
