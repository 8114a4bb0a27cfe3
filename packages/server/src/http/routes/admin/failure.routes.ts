import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { whyNotKept } from '../../../domain/failure/why-not-kept.ts';
import {
  type ExplainRequestDeps,
  explainRequest,
} from '../../../usecases/explain-request/explain-request.ts';
import { operation } from '../../operation.ts';
import { toExplanation, toFailedRequest } from '../../to-explanation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, IdParameter, PageQuery } from './admin-schemas.ts';
import { needs } from './authenticate-admin.ts';
import { FailedRequestsSchema, RequestExplanationSchema } from './failure-schemas.ts';

export const RequestIdParameter = Type.Object({ request_id: Type.String({ maxLength: 64 }) });
/** Of the latest: how many. */
export const LatestQuery = Type.Object(
  { limit: PageQuery.properties.limit },
  { additionalProperties: false },
);
export const latestLimit = ({ limit = '100' }: Type.Static<typeof LatestQuery>): number => Number(limit);

/** Why requests were refused: what their answers must not tell. */
export function failureRoutes(
  root: FastifyInstance,
  deps: AdminDeps & { readonly explaining: ExplainRequestDeps },
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/requests/:request_id/explanation',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('explainRequest', 'Tell why a request was refused.'),
        params: RequestIdParameter,
        response: answers(200, RequestExplanationSchema),
      },
    },
    async (request, reply) => {
      const explained = await explainRequest(deps.explaining, request.params.request_id, {
        kind: 'operator',
      });
      if (!explained.ok) return answerProblem(reply, 'request_not_kept', whyNotKept(explained.refusal));
      return toExplanation(explained.value);
    },
  );

  app.get(
    '/clients/:id/failures',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('clientFailures', 'List the latest refused requests of a client.'),
        params: IdParameter,
        querystring: LatestQuery,
        response: answers(200, FailedRequestsSchema),
      },
    },
    async (request, reply) => {
      const client = await deps.store.clients.find(request.params.id);
      if (client === undefined) return answerProblem(reply, 'client_unknown');
      const failures = await deps.store.failures.listByClient(client.id, latestLimit(request.query));
      return { items: failures.map(toFailedRequest), delay_seconds: deps.usageDelaySeconds };
    },
  );
}
