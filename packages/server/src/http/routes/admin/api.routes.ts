import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { createApi } from '../../../usecases/create-api/create-api.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import {
  ApiSchema,
  answers,
  CreateApiSchema,
  CreatedApiSchema,
  IdParameter,
  PageQuery,
  pageOf,
} from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { toPage, toPageRequest } from './paging.ts';
import { toApi } from './to-wire.ts';

export function apiRoutes(root: FastifyInstance, deps: AdminDeps & Parameters<typeof createApi>[0]): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/apis',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('createApi', 'Make an API, with its key.', ['api.created']),
        body: CreateApiSchema,
        response: answers(201, CreatedApiSchema),
      },
    },
    async (request, reply) => {
      const created = await createApi(deps, changeContext(request, deps.now()), request.body);
      if (!created.ok) return answerProblem(reply, created.refusal);
      return reply.code(201).send({ ...toApi(created.value.api), api_key: created.value.apiKey.reveal() });
    },
  );

  app.get(
    '/apis',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('listApis', 'List APIs.'),
        querystring: PageQuery,
        response: answers(200, pageOf(ApiSchema)),
      },
    },
    async (request) => {
      const apis = await deps.store.apis.list(toPageRequest(request.query));
      return toPage(apis, request.query, toApi, (api) => api.id);
    },
  );

  app.get(
    '/apis/:id',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('showApi', 'Show an API.'),
        params: IdParameter,
        response: answers(200, ApiSchema),
      },
    },
    async (request, reply) => {
      const api = await deps.store.apis.find(request.params.id);
      return api === undefined ? answerProblem(reply, 'api_unknown') : toApi(api);
    },
  );
}
