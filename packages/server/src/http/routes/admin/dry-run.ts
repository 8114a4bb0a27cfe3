import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Store } from '../../../domain/store.ts';

/** `?dry_run=true`: the answer is what it would be, and nothing is done. */
export const DryRunQuery = Type.Object(
  {
    dry_run: Type.Optional(
      Type.Enum(['true', 'false'], { description: '`true`: answer what it would come to, and do nothing.' }),
    ),
  },
  { additionalProperties: false },
);

/** Says in the answer that nothing was done, so that nobody takes a rehearsal for the deed. */
const DRY_RUN_HEADER = 'gatepass-dry-run';

/** The store for a use case that may be rehearsed: its changes are undone where the request asks for that. */
export function storeFor(
  store: Pick<Store, 'change' | 'rehearse'>,
  query: { readonly dry_run?: 'true' | 'false' },
  reply: FastifyReply,
): Pick<Store, 'change'> {
  if (query.dry_run !== 'true') return store;
  reply.header(DRY_RUN_HEADER, 'true');
  return { change: store.rehearse };
}
