import type { Guard } from '@gatepass/guard';
import { type FastifyGuard, type FastifyGuardHook, fastifyGuard, principalOf } from '@gatepass/guard/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseIdempotencyKey } from '../domain/idempotency.ts';
import type { CallLimiter } from './call-limiter.ts';
import { sendRefusal } from './send-refusal.ts';
import { allowedMethods } from './unknown-path.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The scope that a call needs. Every route has one. */
    scope?: 'accounts:read' | 'accounts:write';
    /** How many calls a manager may make in a minute; without it, any number. */
    callsPerMinute?: number;
    needsIdempotencyKey?: true;
  }
  interface FastifyRequest {
    /** For the log. */
    clientId: string | null;
    /** Of a route with `needsIdempotencyKey`. */
    idempotencyKey: string;
  }
}

/**
 * The checks before a body is read, for every path, in the order of the contract: token, rate, parent account,
 * existence, scope, idempotency key. They belong to the instance, so a route cannot be made without them.
 */
export function protect(app: FastifyInstance, guard: Guard, limiter: CallLimiter): void {
  const hooks = fastifyGuard(guard, {
    refuse: (refusal, request, reply) => sendRefusal(request, reply, { reason: 'guard', refusal }),
  });
  app.decorateRequest('clientId', null);
  app.decorateRequest('idempotencyKey', '');
  app.addHook('onRoute', ({ config, url }) => {
    if (!config?.scope) throw new TypeError(`The route ${url} does not say which scope it needs.`);
  });
  for (const check of [
    hooks.authenticate,
    limitRate(limiter),
    hooks.bindAccount,
    refuseUnknownPath(app),
    requireScope(hooks),
    requireIdempotencyKey,
  ]) {
    app.addHook('onRequest', check);
  }
}

function limitRate(limiter: CallLimiter): FastifyGuardHook {
  return async (request, reply) => {
    const { clientId, parentAccountId } = principalOf(request);
    request.clientId = clientId;
    const { url, config } = request.routeOptions;
    if (!url || config.callsPerMinute === undefined) return undefined;
    // HEAD does all that GET does, so it counts as one.
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const admitted = limiter.admit(`${parentAccountId} ${method} ${url}`, config.callsPerMinute);
    if (admitted.ok) return undefined;
    return sendRefusal(request, reply, { reason: 'rate_limited', ...admitted.refusal });
  };
}

function refuseUnknownPath(app: FastifyInstance): FastifyGuardHook {
  return async (request, reply) => {
    if (!request.is404) return undefined;
    const allowed = allowedMethods(app, request.url);
    const known = allowed.length > 0;
    return sendRefusal(
      request,
      reply,
      known ? { reason: 'method_unknown', allowed } : { reason: 'path_unknown' },
    );
  };
}

function requireScope(hooks: FastifyGuard): FastifyGuardHook {
  const needs = {
    'accounts:read': hooks.requireScope('accounts:read'),
    'accounts:write': hooks.requireScope('accounts:write'),
  };
  return async (request, reply) => {
    const { scope } = request.routeOptions.config;
    if (!scope) throw new Error('A route without a scope.'); // unreachable: onRoute has refused it
    return needs[scope](request, reply);
  };
}

async function requireIdempotencyKey(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (!request.routeOptions.config.needsIdempotencyKey) return undefined;
  const key = parseIdempotencyKey(request.raw.headersDistinct['idempotency-key'] ?? []);
  if (!key.ok) return sendRefusal(request, reply, { reason: key.refusal });
  request.idempotencyKey = key.value;
  return undefined;
}
