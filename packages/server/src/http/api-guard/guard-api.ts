import type { FastifyInstance } from 'fastify';
import type { ChangeConditions } from '../../domain/ledger/change-conditions.ts';
import type { Store } from '../../domain/store.ts';
import { closeQueries } from './close-queries.ts';
import { type GuardRepeatsDeps, guardRepeats } from './guard-repeats.ts';
import { guardVersions } from './guard-versions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request's headers ask of the change that it brings about; null where they ask nothing. */
    conditions: ChangeConditions | null;
  }
}

export type ApiGuardDeps = GuardRepeatsDeps & { readonly store: Pick<Store, 'ledger' | 'idempotency'> };

/** What holds for every route of an API that changes things, by what the route says of itself. To be called before any is added. */
export function guardApi(app: FastifyInstance, deps: ApiGuardDeps): void {
  app.decorateRequest('conditions', null);
  closeQueries(app);
  guardVersions(app, deps.store.ledger);
  guardRepeats(app, deps);
}
