import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { createPartner } from '../../../usecases/create-partner/create-partner.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import {
  answers,
  CreatePartnerSchema,
  IdParameter,
  PageQuery,
  PartnerSchema,
  pageOf,
} from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { toPage, toPageRequest } from './paging.ts';
import { toPartner } from './to-wire.ts';

export function partnerRoutes(
  root: FastifyInstance,
  deps: AdminDeps & Parameters<typeof createPartner>[0],
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/partners',
    {
      onRequest: needs('issue'),
      schema: { body: CreatePartnerSchema, response: answers(201, PartnerSchema) },
    },
    async (request, reply) => {
      const created = await createPartner(deps, changeContext(request, deps.now()), request.body);
      if (!created.ok) return created.refusal;
      return reply.code(201).send(toPartner(created.value));
    },
  );

  app.get(
    '/partners',
    {
      onRequest: needs('read'),
      schema: { querystring: PageQuery, response: answers(200, pageOf(PartnerSchema)) },
    },
    async (request) => {
      const partners = await deps.store.partners.list(toPageRequest(request.query));
      return toPage(partners, request.query, toPartner, (partner) => partner.id);
    },
  );

  app.get(
    '/partners/:id',
    { onRequest: needs('read'), schema: { params: IdParameter, response: answers(200, PartnerSchema) } },
    async (request, reply) => {
      const partner = await deps.store.partners.find(request.params.id);
      return partner === undefined ? answerProblem(reply, 'partner_unknown') : toPartner(partner);
    },
  );
}
