import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { REQUEST_STATES, type RequestState } from '../../../domain/request/request-state.ts';
import { type AnswerRequestDeps, answerRequest } from '../../../usecases/answer-request/answer-request.ts';
import {
  type AskAboutRequestDeps,
  askAboutRequest,
} from '../../../usecases/ask-about-request/ask-about-request.ts';
import { type CreateRequestDeps, createRequest } from '../../../usecases/create-request/create-request.ts';
import { showRequest } from '../../../usecases/show-request/show-request.ts';
import { takeUpRequest } from '../../../usecases/take-up-request/take-up-request.ts';
import { operation } from '../../operation.ts';
import { TextSchema } from '../requests/request-form-schemas.ts';
import { toWantedRequest } from '../requests/request-form-to-wire.ts';
import { answerRequestProblem } from '../requests/request-problem.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, EmptySchema, IdParameter, pageOf } from './admin-schemas.ts';
import { actingOperator, changeContext, needs } from './authenticate-admin.ts';
import { toPage, toPageRequest } from './paging.ts';
import {
  CreatedRequestSchema,
  CreateRequestSchema,
  RequestPageQuery,
  RequestReviewSchema,
  RequestSchema,
} from './request-schemas.ts';
import { toRequest, toRequestReview } from './request-to-wire.ts';

export type RequestRoutesDeps = AdminDeps &
  CreateRequestDeps &
  AskAboutRequestDeps &
  AnswerRequestDeps &
  Parameters<typeof showRequest>[0];

/** Requests for credentials, up to the decision on them. */
export function requestRoutes(root: FastifyInstance, deps: RequestRoutesDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/requests',
    {
      onRequest: needs('issue', 'approve'),
      schema: {
        ...operation('createRequest', 'Type in a request that came by mail; its claim code is told once.', [
          'request.created',
        ]),
        body: CreateRequestSchema,
        response: answers(201, CreatedRequestSchema),
      },
    },
    async (request, reply) => {
      const { body } = request;
      const wanted = { ...toWantedRequest(body), partnerId: body.partner_id ?? null };
      const context = { ...changeContext(request, deps.now()), operatorId: actingOperator(request).id };
      const created = await createRequest(deps, context, wanted);
      if (!created.ok) return answerRequestProblem(reply, created.refusal);
      const { request: made, claimCode } = created.value;
      return reply.code(201).send({ ...toRequest(made), claim_code: claimCode });
    },
  );

  app.get(
    '/requests',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('listRequests', 'List requests, drafts only where they are asked for.'),
        querystring: RequestPageQuery,
        response: answers(200, pageOf(RequestSchema)),
      },
    },
    async (request, reply) => {
      const { query } = request;
      const states = statesOf(query.state);
      if (states === undefined)
        return answerProblem(reply, 'request_malformed', 'state names an unknown state.');
      const page = { ...toPageRequest(query), states, partnerId: query.partner_id ?? null };
      return toPage(await deps.store.requests.list(page), query, toRequest, ({ id }) => id);
    },
  );

  app.get(
    '/requests/:id',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('showRequest', 'Show a request, its thread, and who may approve it.'),
        params: IdParameter,
        response: answers(200, RequestReviewSchema),
      },
    },
    async (request, reply) => {
      const review = await showRequest(deps, request.params.id, actingOperator(request), deps.now());
      return review === undefined ? answerProblem(reply, 'request_unknown') : toRequestReview(review);
    },
  );

  app.post(
    '/requests/:id/take-up',
    {
      onRequest: needs('issue', 'approve'),
      schema: {
        ...operation('takeUpRequest', 'Say that somebody looks into a request.', ['request.taken_up']),
        params: IdParameter,
        body: EmptySchema,
        response: answers(200, RequestSchema),
      },
    },
    async (request, reply) => {
      const taken = await takeUpRequest(deps, changeContext(request, deps.now()), request.params.id);
      return taken.ok ? toRequest(taken.value) : answerRequestProblem(reply, taken.refusal);
    },
  );

  app.post(
    '/requests/:id/questions',
    {
      onRequest: needs('issue', 'approve'),
      schema: {
        ...operation('askAboutRequest', 'Ask whoever wants credentials; approvals of before are void.', [
          'request.asked',
        ]),
        params: IdParameter,
        body: TextSchema,
        response: answers(200, RequestSchema),
      },
    },
    async (request, reply) => {
      const operatorId = actingOperator(request).id;
      const wanted = { id: request.params.id, operatorId, text: request.body.text };
      const asked = await askAboutRequest(deps, changeContext(request, deps.now()), wanted);
      return asked.ok ? toRequest(asked.value) : answerRequestProblem(reply, asked.refusal);
    },
  );

  app.post(
    '/requests/:id/answers',
    {
      onRequest: needs('issue', 'approve'),
      schema: {
        ...operation('answerForRequest', 'Type in the answer to a question that came by mail.', [
          'request.answered',
        ]),
        params: IdParameter,
        body: TextSchema,
        response: answers(200, RequestSchema),
      },
    },
    async (request, reply) => {
      const wanted = { id: request.params.id, author: actingOperator(request).id, text: request.body.text };
      const answered = await answerRequest(deps, changeContext(request, deps.now()), wanted);
      return answered.ok ? toRequest(answered.value) : answerRequestProblem(reply, answered.refusal);
    },
  );
}

/** All but drafts, which nobody has shown to be meant; undefined where there is no such state. */
function statesOf(text: string | undefined): readonly RequestState[] | undefined {
  if (text === undefined) return REQUEST_STATES.filter((state) => state !== 'draft');
  const words = text.split(',');
  const states = REQUEST_STATES.filter((state) => words.includes(state));
  return states.length === new Set(words).size ? states : undefined;
}
