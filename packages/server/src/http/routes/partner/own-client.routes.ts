import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { reportClientUsage } from '../../../usecases/report-usage/report-usage.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from '../admin/admin-deps.ts';
import { answerProblem } from '../admin/admin-problem.ts';
import { answers, IdParameter, PageQuery, pageOf } from '../admin/admin-schemas.ts';
import { toPage, toPageRequest } from '../admin/paging.ts';
import { secretHandlers } from '../admin/secret-handlers.ts';
import { toClient } from '../admin/to-wire.ts';
import { ClientUsageSchema } from '../admin/usage-schemas.ts';
import { toClientUsage } from '../admin/usage-to-wire.ts';
import { memberOf } from './authenticate-member.ts';
import { owns } from './owns.ts';
import { PartnerClientSchema, PartnerSecretSchema } from './partner-view-schemas.ts';

/** The partner's clients, their secrets, and what they are used for. */
export function ownClientRoutes(root: FastifyInstance, deps: AdminDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/clients',
    {
      schema: {
        ...operation('listOwnClients', 'List the clients of the own partner.'),
        querystring: PageQuery,
        response: answers(200, pageOf(PartnerClientSchema)),
      },
    },
    async (request) => {
      const { partnerId } = memberOf(request);
      const clients = await deps.store.clients.list({ ...toPageRequest(request.query), partnerId });
      return toPage(clients, request.query, toClient, (client) => client.client_id);
    },
  );

  app.get(
    '/clients/:id',
    {
      onRequest: owns(deps.store, 'client'),
      schema: {
        ...operation('showOwnClient', 'Show a client of the own partner.'),
        params: IdParameter,
        response: answers(200, PartnerClientSchema),
      },
    },
    async (request, reply) => {
      const client = await deps.store.clients.find(request.params.id);
      return client === undefined ? answerProblem(reply, 'client_unknown') : toClient(client);
    },
  );

  app.get(
    '/clients/:id/secrets',
    {
      onRequest: owns(deps.store, 'client'),
      schema: {
        ...operation('listOwnSecrets', 'List the secrets of a client of the own partner.'),
        params: IdParameter,
        response: answers(200, pageOf(PartnerSecretSchema)),
      },
    },
    secretHandlers(deps).list,
  );

  app.get(
    '/clients/:id/usage',
    {
      onRequest: owns(deps.store, 'client'),
      schema: {
        ...operation('ownClientUsage', 'Show what a client of the own partner is used for.'),
        params: IdParameter,
        response: answers(200, ClientUsageSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const report = await reportClientUsage(deps, request.params.id, now);
      if (!report.ok) return answerProblem(reply, report.refusal);
      return toClientUsage(request.params.id, report.value, { now, delaySeconds: deps.usageDelaySeconds });
    },
  );
}
