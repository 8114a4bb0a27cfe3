import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import type { ChangeConditions } from '../../domain/ledger/change-conditions.ts';
import type { Store } from '../../domain/store.ts';
import { closeQueries } from './close-queries.ts';
import { type GuardRepeatsDeps, guardRepeats } from './guard-repeats.ts';
import { guardVersions } from './guard-versions.ts';
import { type CallerLimits, limitCallers } from './limit-callers.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request's headers ask of the change that it brings about; null where they ask nothing. */
    conditions: ChangeConditions | null;
  }
}

export type ApiGuardDeps = GuardRepeatsDeps & {
  readonly store: Pick<Store, 'ledger' | 'idempotency'>;
  readonly limits: CallerLimits;
};

/**
 * What holds for every route of an API that changes things: nothing is cached, `authenticate` finds out who asks before
 * anything else is looked at, and the rest goes by what the route says of itself. To be called before any is added.
 */
export function guardApi(
  app: FastifyInstance,
  deps: ApiGuardDeps,
  authenticate: onRequestAsyncHookHandler,
): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  app.addHook('onRequest', authenticate);
  app.addHook('onRequest', limitCallers(deps.limits));
  app.decorateRequest('conditions', null);
  closeQueries(app);
  guardVersions(app, deps.store.ledger);
  guardRepeats(app, deps);
}
