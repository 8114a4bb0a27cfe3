import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { revokeMemberToken } from '../../../usecases/revoke-personal-token/revoke-member-token.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from '../admin/admin-deps.ts';
import { answerProblem } from '../admin/admin-problem.ts';
import { answers, EmptySchema, IdParameter, PageQuery, pageOf } from '../admin/admin-schemas.ts';
import { changeContext } from '../admin/authenticate-admin.ts';
import { DryRunQuery, storeFor } from '../admin/dry-run.ts';
import { toPage, toPageRequest } from '../admin/paging.ts';
import { MemberTokenSchema } from '../admin/people-schemas.ts';
import { toMemberToken } from '../admin/people-to-wire.ts';
import { memberOf } from './authenticate-member.ts';

/** The tokens of the member who asks. Those of another member of the same partner are none of theirs. */
export function ownTokenRoutes(root: FastifyInstance, deps: AdminDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/tokens',
    {
      schema: {
        ...operation('listOwnTokens', 'List the tokens of whoever asks.'),
        querystring: PageQuery,
        response: answers(200, pageOf(MemberTokenSchema)),
      },
    },
    async (request) => {
      const { id: holderId } = memberOf(request);
      const tokens = await deps.store.personalTokens.list({ ...toPageRequest(request.query), holderId });
      return toPage(tokens, request.query, toMemberToken, (token) => token.id);
    },
  );

  app.post(
    '/tokens/:id/revoke',
    {
      onRequest: holds(deps.store),
      schema: {
        ...operation('revokeOwnToken', 'End a token of whoever asks for ever; also the one that is sent.', [
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

/** What `owns` is for a partner's things, for those of one person. */
function holds(store: AdminDeps['store']) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { id } = request.params as { readonly id: string };
    const token = await store.personalTokens.find(id);
    return token?.holderId === memberOf(request).id
      ? undefined
      : answerProblem(reply, 'member_token_unknown');
  };
}
