import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { LedgerReads } from '../../../domain/ledger/ledger-store.ts';
import { named } from '../../named-schema.ts';
import { OAuthErrorSchema } from '../../oauth-error-schema.ts';
import { OPEN_TO_ALL, operation } from '../../operation.ts';

const HealthSchema = named('Health', Type.Object({ status: Type.Literal('ok') }));
const HEALTHY = { status: 'ok' } as const;

/** `GET /healthz`: the process answers. `GET /readyz`: its database does too; else 503. */
export async function healthRoutes(
  app: FastifyInstance,
  deps: { readonly ledger: Pick<LedgerReads, 'head'> },
): Promise<void> {
  const response = { 200: HealthSchema, '5xx': OAuthErrorSchema };
  app.get(
    '/healthz',
    { schema: { ...operation('health', 'Tell whether the process answers.'), ...OPEN_TO_ALL, response } },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return HEALTHY;
    },
  );
  app.get(
    '/readyz',
    {
      schema: {
        ...operation('readiness', 'Tell whether its database answers, too.'),
        ...OPEN_TO_ALL,
        response,
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      await deps.ledger.head();
      return HEALTHY;
    },
  );
}
