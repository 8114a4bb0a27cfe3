import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { operation } from '../../operation.ts';
import type { AdminDeps } from '../admin/admin-deps.ts';
import { answerProblem } from '../admin/admin-problem.ts';
import { answers, PageQuery, pageOf } from '../admin/admin-schemas.ts';
import { toPage, toPageRequest } from '../admin/paging.ts';
import { toAccount, toPartner } from '../admin/to-wire.ts';
import { memberOf } from './authenticate-member.ts';
import { toOwnMember } from './own-to-wire.ts';
import { PartnerAccountSchema, PartnerMemberSchema, PartnerProfileSchema } from './partner-view-schemas.ts';

/** The partner itself: who it is, for whom it acts, and who acts for it. */
export function ownPartnerRoutes(root: FastifyInstance, deps: AdminDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '',
    {
      schema: {
        ...operation('showOwnPartner', 'Show the own partner, and who asks.'),
        response: answers(200, PartnerProfileSchema),
      },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const partner = await deps.store.partners.find(member.partnerId);
      if (partner === undefined) return answerProblem(reply, 'partner_unknown');
      return { partner: toPartner(partner), member: toOwnMember(member) };
    },
  );

  app.get(
    '/accounts',
    {
      schema: {
        ...operation('listOwnAccounts', 'List the parent accounts that the own partner acts for.'),
        querystring: PageQuery,
        response: answers(200, pageOf(PartnerAccountSchema)),
      },
    },
    async (request) => {
      const { partnerId } = memberOf(request);
      const accounts = await deps.store.partners.listAccounts({ ...toPageRequest(request.query), partnerId });
      return toPage(accounts, request.query, toAccount, (account) => account.id);
    },
  );

  app.get(
    '/members',
    {
      schema: {
        ...operation('listOwnMembers', 'List who acts for the own partner.'),
        querystring: PageQuery,
        response: answers(200, pageOf(PartnerMemberSchema)),
      },
    },
    async (request) => {
      const { partnerId } = memberOf(request);
      const members = await deps.store.members.list({ ...toPageRequest(request.query), partnerId });
      return toPage(members, request.query, toOwnMember, (member) => member.id);
    },
  );
}
