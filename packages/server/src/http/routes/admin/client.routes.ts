import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { createClient } from '../../../usecases/create-client/create-client.ts';
import { setClientStatus } from '../../../usecases/set-client-status/set-client-status.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import {
  answers,
  ClientPageQuery,
  ClientSchema,
  CreateClientSchema,
  CreatedClientSchema,
  IdParameter,
  pageOf,
  ReasonSchema,
} from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { toPage, toPageRequest } from './paging.ts';
import { toClient, toSecret } from './to-wire.ts';

export function clientRoutes(
  root: FastifyInstance,
  deps: AdminDeps & Parameters<typeof createClient>[0],
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/clients',
    {
      onRequest: needs('issue'),
      schema: { body: CreateClientSchema, response: answers(201, CreatedClientSchema) },
    },
    async (request, reply) => {
      const { partner_id: partnerId, parent_account_id: parentAccountId, name, scope } = request.body;
      const now = deps.now();
      const wanted = { partnerId, parentAccountId, name, scope };
      const created = await createClient(deps, changeContext(request, now), wanted);
      if (!created.ok) return answerProblem(reply, created.refusal);
      const { client, made } = created.value;
      return reply
        .code(201)
        .send({ ...toClient(client), client_secret: made.text, secret: toSecret(made.secret, now) });
    },
  );

  app.get(
    '/clients',
    {
      onRequest: needs('read'),
      schema: { querystring: ClientPageQuery, response: answers(200, pageOf(ClientSchema)) },
    },
    async (request) => {
      const page = { ...toPageRequest(request.query), partnerId: request.query.partner_id ?? null };
      const clients = await deps.store.clients.list(page);
      return toPage(clients, request.query, toClient, (client) => client.client_id);
    },
  );

  app.get(
    '/clients/:id',
    { onRequest: needs('read'), schema: { params: IdParameter, response: answers(200, ClientSchema) } },
    async (request, reply) => {
      const client = await deps.store.clients.find(request.params.id);
      return client === undefined ? answerProblem(reply, 'client_unknown') : toClient(client);
    },
  );

  for (const [verb, status] of [
    ['disable', 'disabled'],
    ['enable', 'active'],
  ] as const) {
    app.post(
      `/clients/:id/${verb}`,
      {
        onRequest: needs('issue'),
        schema: { params: IdParameter, body: ReasonSchema, response: answers(200, ClientSchema) },
      },
      async (request, reply) => {
        const wanted = { id: request.params.id, status, reason: request.body.reason };
        const set = await setClientStatus(deps, changeContext(request, deps.now()), wanted);
        return set.ok ? toClient(set.value) : answerProblem(reply, set.refusal);
      },
    );
  }
}
