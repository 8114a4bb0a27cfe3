import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import {
  type ExplainRequestDeps,
  explainRequest,
} from '../../../usecases/explain-request/explain-request.ts';
import { operation } from '../../operation.ts';
import { toExplanation, toFailedRequest } from '../../to-explanation.ts';
import type { AdminDeps } from '../admin/admin-deps.ts';
import { answerProblem } from '../admin/admin-problem.ts';
import { answers, IdParameter } from '../admin/admin-schemas.ts';
import { LatestQuery, latestLimit, RequestIdParameter } from '../admin/failure.routes.ts';
import { FailedRequestsSchema, RequestExplanationSchema } from '../admin/failure-schemas.ts';
import { memberOf } from './authenticate-member.ts';
import { owns } from './owns.ts';

/** Why requests of the partner's clients were refused: what their answers must not tell. */
export function ownFailureRoutes(
  root: FastifyInstance,
  deps: AdminDeps & { readonly explaining: ExplainRequestDeps },
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/failures/:request_id',
    {
      schema: {
        ...operation(
          'explainOwnFailure',
          'Explain why a request of a client of the own partner was refused.',
        ),
        params: RequestIdParameter,
        response: answers(200, RequestExplanationSchema),
      },
    },
    async (request, reply) => {
      const clients = await deps.store.clients.listOf({ partnerId: memberOf(request).partnerId });
      const clientIds = clients.map(({ id }) => id);
      const asker = { kind: 'partner', clientIds } as const;
      const explained = await explainRequest(deps.explaining, request.params.request_id, asker);
      return explained.ok ? toExplanation(explained.value) : answerProblem(reply, 'request_not_kept');
    },
  );

  app.get(
    '/clients/:id/failures',
    {
      onRequest: owns(deps.store, 'client'),
      schema: {
        ...operation('ownClientFailures', 'List the refused requests of a client of the own partner.'),
        params: IdParameter,
        querystring: LatestQuery,
        response: answers(200, FailedRequestsSchema),
      },
    },
    async (request) => {
      const failures = await deps.store.failures.listByClient(request.params.id, latestLimit(request.query));
      return { items: failures.map(toFailedRequest), delay_seconds: deps.usageDelaySeconds };
    },
  );
}
