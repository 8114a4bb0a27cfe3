import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { AccountPageQuery, AccountSchema, answers, IdParameter, pageOf } from './admin-schemas.ts';
import { needs } from './authenticate-admin.ts';
import { toListFilter, toPage, toPageRequest } from './paging.ts';
import { toAccount } from './to-wire.ts';

/** Parent accounts come with the first client that acts for them; here they are looked at. */
export function accountRoutes(root: FastifyInstance, deps: AdminDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/accounts',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('listAccounts', 'List parent accounts.'),
        querystring: AccountPageQuery,
        response: answers(200, pageOf(AccountSchema)),
      },
    },
    async (request) => {
      const accounts = await deps.store.accounts.list({
        ...toPageRequest(request.query),
        ...toListFilter(request.query),
      });
      return toPage(accounts, request.query, toAccount, (account) => account.id);
    },
  );

  app.get(
    '/accounts/:id',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('showAccount', 'Show a parent account.'),
        params: IdParameter,
        response: answers(200, AccountSchema),
      },
    },
    async (request, reply) => {
      const account = await deps.store.accounts.find(request.params.id);
      return account === undefined ? answerProblem(reply, 'account_unknown') : toAccount(account);
    },
  );
}
