import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Guard, Principal } from '../guard.ts';
import type { GuardRefusal } from '../refusal/guard-refusal.ts';
import { assertScopeToken } from '../scope/require-scope.ts';
import { toGuardRequest } from './to-guard-request.ts';

/** Fits `onRequest` and every later hook, of an instance or of a route. */
export type FastifyGuardHook = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** One hook for each step, so that an API can put its own, such as a rate limit, between them. */
export interface FastifyGuard {
  /** Verifies the token; from here on `principalOf(request)` tells who calls. */
  readonly authenticate: FastifyGuardHook;
  /** The rule of `X-Platform-Parent-Account-Id`; after `authenticate`. */
  readonly bindAccount: FastifyGuardHook;
  /** The scope that a route needs; after `authenticate`. @throws {TypeError} when it is not one scope token */
  requireScope(scope: string): FastifyGuardHook;
}

export interface FastifyGuardOptions {
  /** Answers a refused request by `reply.send`: with its status, its challenge, and the API's own body. */
  readonly refuse: (refusal: GuardRefusal, request: FastifyRequest, reply: FastifyReply) => unknown;
}

const principals = new WeakMap<object, Principal>();

/** Who calls. @throws {Error} when `authenticate` has not let this request pass: hooks in the wrong order */
export function principalOf(request: FastifyRequest): Principal {
  const principal = principals.get(request);
  if (!principal) throw new Error('This request is not authenticated: let the hook authenticate run first.');
  return principal;
}

/**
 * Hooks for Fastify. The guard itself sets no header: answers to authenticated requests need
 * `Cache-Control: no-store` or `private` from the API (RFC 6750 §5.3).
 */
export function fastifyGuard(guard: Guard, options: FastifyGuardOptions): FastifyGuard {
  /** Fastify waits until a reply that a hook returns is sent, so the handler cannot run, whatever `refuse` does. */
  async function answer(
    refusal: GuardRefusal,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    await options.refuse(refusal, request, reply);
    return reply;
  }

  return {
    async authenticate(request, reply) {
      const principal = await guard.authenticate(toGuardRequest(request.raw));
      if (!principal.ok) return answer(principal.refusal, request, reply);
      principals.set(request, principal.value);
      return undefined;
    },

    async bindAccount(request, reply) {
      const account = guard.bindAccount(principalOf(request), toGuardRequest(request.raw));
      return account.ok ? undefined : answer(account.refusal, request, reply);
    },

    requireScope(scope) {
      assertScopeToken(scope);
      return async (request, reply) => {
        const granted = guard.requireScope(principalOf(request), scope);
        return granted.ok ? undefined : answer(granted.refusal, request, reply);
      };
    },
  };
}
