import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { retryMail } from '../../../usecases/retry-mail/retry-mail.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, EmptySchema, IdParameter, pageOf } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { toMail } from './delivery-to-wire.ts';
import { MailPageQuery, MailSchema } from './mail-schemas.ts';
import { toPage, toPageRequest } from './paging.ts';

/** Which mails were sent, wait or could not be sent; never what is in them. */
export function mailRoutes(root: FastifyInstance, deps: AdminDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/mails',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('listMails', 'List mails of the last 30 days, the latest first.'),
        querystring: MailPageQuery,
        response: answers(200, pageOf(MailSchema)),
      },
    },
    async ({ query }) => {
      const mails = await deps.store.mails.list({ ...toPageRequest(query), state: query.state ?? null });
      return toPage(mails, query, toMail, ({ id }) => id);
    },
  );

  app.post(
    '/mails/:id/retry',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('retryMail', 'Queue a mail again that could not be sent.', ['mail.retried']),
        params: IdParameter,
        body: EmptySchema,
        response: answers(200, MailSchema),
      },
    },
    async (request, reply) => {
      const retried = await retryMail(deps, changeContext(request, deps.now()), request.params.id);
      return retried.ok ? toMail(retried.value) : answerProblem(reply, retried.refusal);
    },
  );
}
