import { ok, parseScope, type Result, refuse } from '@gatepass/protocol';
import type { Principal } from '../guard.ts';

/** Whether the token was granted a scope: by the whole scope token, never by a part of it (RFC 6749 §3.3). */
export function requireScope(principal: Principal, scope: string): Result<Principal, 'scope_not_granted'> {
  return principal.scopes.includes(scope) ? ok(principal) : refuse('scope_not_granted');
}

/** @throws {TypeError} when a route asks for what no token can have */
export function assertScopeToken(scope: string): void {
  const parsed = parseScope(scope);
  if (!parsed.ok || parsed.value.length !== 1 || parsed.value[0] !== scope) {
    throw new TypeError('scope must be one scope token, such as accounts:read.');
  }
}
