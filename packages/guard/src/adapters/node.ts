import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Guard, Principal } from '../guard.ts';
import type { GuardRefusal } from '../refusal/guard-refusal.ts';
import { assertScopeToken } from '../scope/require-scope.ts';
import { toGuardRequest } from './to-guard-request.ts';

export { toGuardRequest };

export interface NodeGuardOptions {
  /** Answers a refused request: with its status, its challenge, and the API's own body. */
  readonly refuse: (refusal: GuardRefusal, request: IncomingMessage, response: ServerResponse) => unknown;
  /** The scope that the handler's calls need. */
  readonly scope?: string;
}

/**
 * Wraps handlers of node:http. A handler runs only for an authorized request, and is told who calls; what it
 * throws rejects the promise of the wrapped one. The guard itself sets no header: answers to authenticated
 * requests need `Cache-Control: no-store` or `private` from the API (RFC 6750 §5.3).
 * @throws {TypeError} when `scope` is not one scope token
 */
export function nodeGuard(guard: Guard, options: NodeGuardOptions) {
  const { refuse, ...authorization } = options;
  if (options.scope !== undefined) assertScopeToken(options.scope);
  return (handler: (request: IncomingMessage, response: ServerResponse, principal: Principal) => unknown) =>
    async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const principal = await guard.authorize(toGuardRequest(request), authorization);
      if (principal.ok) await handler(request, response, principal.value);
      else await refuse(principal.refusal, request, response);
    };
}
