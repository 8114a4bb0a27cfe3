import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { createPartner } from '../../../usecases/create-partner/create-partner.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import {
  AccountSchema,
  answers,
  CreatePartnerSchema,
  IdParameter,
  PageQuery,
  PartnerPageQuery,
  PartnerSchema,
  pageOf,
} from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { toListFilter, toPage, toPageRequest } from './paging.ts';
import { toAccount, toPartner } from './to-wire.ts';

export function partnerRoutes(
  root: FastifyInstance,
  deps: AdminDeps & Parameters<typeof createPartner>[0],
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/partners',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('createPartner', 'Make a partner.', ['partner.created']),
        body: CreatePartnerSchema,
        response: answers(201, PartnerSchema),
      },
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
      schema: {
        ...operation('listPartners', 'List partners.'),
        querystring: PartnerPageQuery,
        response: answers(200, pageOf(PartnerSchema)),
      },
    },
    async (request) => {
      const wanted = { ...toPageRequest(request.query), ...toListFilter(request.query) };
      const partners = await deps.store.partners.list(wanted);
      return toPage(partners, request.query, toPartner, (partner) => partner.id);
    },
  );

  app.get(
    '/partners/:id',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('showPartner', 'Show a partner.'),
        params: IdParameter,
        response: answers(200, PartnerSchema),
      },
    },
    async (request, reply) => {
      const partner = await deps.store.partners.find(request.params.id);
      return partner === undefined ? answerProblem(reply, 'partner_unknown') : toPartner(partner);
    },
  );

  app.get(
    '/partners/:id/accounts',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('listPartnerAccounts', 'List the parent accounts of a partner.'),
        params: IdParameter,
        querystring: PageQuery,
        response: answers(200, pageOf(AccountSchema)),
      },
    },
    async (request, reply) => {
      const { id: partnerId } = request.params;
      if ((await deps.store.partners.find(partnerId)) === undefined) {
        return answerProblem(reply, 'partner_unknown');
      }
      const accounts = await deps.store.partners.listAccounts({ ...toPageRequest(request.query), partnerId });
      return toPage(accounts, request.query, toAccount, (account) => account.id);
    },
  );
}
