import { ok, type Result, refuse } from '../result.ts';

/** Distinct scope tokens in the order given. */
export type Scope = readonly string[];

/** More than any real list, few enough to check in no time. */
export const MAX_SCOPE_TOKENS = 64;

/** `scope-token = 1*( %x21 / %x23-5B / %x5D-7E )`, joined by single spaces. RFC 6749 §3.3. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/;

/** Parses a scope parameter by its grammar. A repeated token counts once, since order and number mean nothing. */
export function parseScope(text: string): Result<Scope, 'malformed'> {
  if (!SCOPE.test(text)) return refuse('malformed');
  const tokens = text.split(' ');
  if (tokens.length > MAX_SCOPE_TOKENS) return refuse('malformed');
  return ok([...new Set(tokens)]);
}

export function formatScope(scope: Scope): string {
  return scope.join(' ');
}

/** The requested part of what is granted. One token outside it refuses the whole: no silent down-scoping. */
export function narrowScope(granted: Scope, requested: Scope): Result<Scope, 'not_granted'> {
  return requested.every((token) => granted.includes(token)) ? ok(requested) : refuse('not_granted');
}
