import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { type CreateMemberDeps, createMember } from '../../../usecases/create-member/create-member.ts';
import { revokeMemberToken } from '../../../usecases/revoke-personal-token/revoke-member-token.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, EmptySchema, IdParameter, PageQuery, pageOf } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { DryRunQuery, storeFor } from './dry-run.ts';
import { toPage, toPageRequest } from './paging.ts';
import { CreateMemberSchema, MemberSchema, MemberTokenSchema } from './people-schemas.ts';
import { toMember, toMemberToken } from './people-to-wire.ts';

/** The people who act for a partner, and what they call the API with. Nobody is ever told one of their tokens here. */
export function memberRoutes(root: FastifyInstance, deps: AdminDeps & CreateMemberDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/partners/:id/members',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('createMember', 'Make a person a member of a partner.', ['member.created']),
        params: IdParameter,
        body: CreateMemberSchema,
        response: answers(201, MemberSchema),
      },
    },
    async (request, reply) => {
      const wanted = { partnerId: request.params.id, ...request.body };
      const created = await createMember(deps, changeContext(request, deps.now()), wanted);
      if (!created.ok) return answerProblem(reply, created.refusal);
      return reply.code(201).send(toMember(created.value));
    },
  );

  app.get(
    '/partners/:id/members',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('listMembers', 'List the members of a partner.'),
        params: IdParameter,
        querystring: PageQuery,
        response: answers(200, pageOf(MemberSchema)),
      },
    },
    async (request, reply) => {
      const { id: partnerId } = request.params;
      if ((await deps.store.partners.find(partnerId)) === undefined) {
        return answerProblem(reply, 'partner_unknown');
      }
      const members = await deps.store.members.list({ ...toPageRequest(request.query), partnerId });
      return toPage(members, request.query, toMember, (member) => member.id);
    },
  );

  app.get(
    '/members/:id',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('showMember', 'Show a member of a partner.'),
        params: IdParameter,
        response: answers(200, MemberSchema),
      },
    },
    async (request, reply) => {
      const member = await deps.store.members.find(request.params.id);
      return member === undefined ? answerProblem(reply, 'member_unknown') : toMember(member);
    },
  );

  app.get(
    '/members/:id/tokens',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('listMemberTokens', 'List the tokens of a member of a partner.'),
        params: IdParameter,
        querystring: PageQuery,
        response: answers(200, pageOf(MemberTokenSchema)),
      },
    },
    async (request, reply) => {
      const { id: holderId } = request.params;
      if ((await deps.store.members.find(holderId)) === undefined) {
        return answerProblem(reply, 'member_unknown');
      }
      const tokens = await deps.store.personalTokens.list({ ...toPageRequest(request.query), holderId });
      return toPage(tokens, request.query, toMemberToken, (token) => token.id);
    },
  );

  app.post(
    '/member-tokens/:id/revoke',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('revokeMemberToken', 'End a token of a member of a partner for ever.', [
          'member.token_revoked',
        ]),
        params: IdParameter,
        querystring: DryRunQuery,
        body: EmptySchema,
        response: answers(200, MemberTokenSchema),
      },
    },
    async (request, reply) => {
      const store = storeFor(deps.store, request.query, reply);
      const context = changeContext(request, deps.now());
      const revoked = await revokeMemberToken({ store }, context, request.params.id);
      return revoked.ok ? toMemberToken(revoked.value) : answerProblem(reply, revoked.refusal);
    },
  );
}
