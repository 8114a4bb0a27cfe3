import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { whyNotKept } from '../../../domain/failure/why-not-kept.ts';
import {
  type ExplainRequestDeps,
  explainRequest,
} from '../../../usecases/explain-request/explain-request.ts';
import { toExplanation, toFailedRequest } from '../../to-explanation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, IdParameter, PageQuery } from './admin-schemas.ts';
import { needs } from './authenticate-admin.ts';

const textOrNull = Type.Union([Type.String(), Type.Null()]);

const failedRequest = {
  request_id: Type.String(),
  at: Type.String(),
  cause: Type.String(),
  endpoint: Type.String(),
  client_id: textOrNull,
  credential_id: textOrNull,
  network: textOrNull,
};

const FailedRequestsSchema = Type.Object({
  items: Type.Array(Type.Object(failedRequest)),
  delay_seconds: Type.Number(),
});

const RequestExplanationSchema = Type.Object({
  ...failedRequest,
  status: Type.Integer(),
  error: Type.String(),
  when: Type.String(),
  cure: Type.String(),
  evidence: Type.Array(Type.Object({ name: Type.String(), text: Type.String() })),
  delay_seconds: Type.Number(),
});

const RequestIdParameter = Type.Object({ request_id: Type.String({ maxLength: 64 }) });
const LatestQuery = Type.Object({ limit: PageQuery.properties.limit }, { additionalProperties: false });
const DEFAULT_LIMIT = 100;

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
      schema: { params: RequestIdParameter, response: answers(200, RequestExplanationSchema) },
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
      schema: { params: IdParameter, querystring: LatestQuery, response: answers(200, FailedRequestsSchema) },
    },
    async (request, reply) => {
      const client = await deps.store.clients.find(request.params.id);
      if (client === undefined) return answerProblem(reply, 'client_unknown');
      const limit = Number(request.query.limit ?? DEFAULT_LIMIT);
      const failures = await deps.store.failures.listByClient(client.id, limit);
      return { items: failures.map(toFailedRequest), delay_seconds: deps.usageDelaySeconds };
    },
  );
}
