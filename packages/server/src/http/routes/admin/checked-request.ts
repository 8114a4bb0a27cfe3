import type { FastifyRequest } from 'fastify';
import type { TSchema, Type } from 'typebox';

interface Parts {
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
}

/** A request of any route that has its parts checked against these schemas: for handlers that routes share. */
export type CheckedRequest<Schemas extends Parts> = FastifyRequest & {
  readonly [Part in keyof Schemas]: Schemas[Part] extends TSchema ? Type.Static<Schemas[Part]> : never;
};
