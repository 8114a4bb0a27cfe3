import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../../domain/clock.ts';
import type { ChangeContext } from '../../../domain/ledger/ledger-entry.ts';
import type { CredentialRequest } from '../../../domain/request/credential-request.ts';
import type { Store } from '../../../domain/store.ts';
import { type AnswerRequestDeps, answerRequest } from '../../../usecases/answer-request/answer-request.ts';
import { withdrawRequest } from '../../../usecases/withdraw-request/withdraw-request.ts';
import { operation } from '../../operation.ts';
import { answers, EmptySchema, IdParameter } from '../admin/admin-schemas.ts';
import {
  type AuthenticateRequestToken,
  authenticateRequester,
  ownRequest,
} from './authenticate-requester.ts';
import { type LimitAttemptsDeps, limitAttempts } from './limit-attempts.ts';
import { OwnRequestSchema, TextSchema } from './request-form-schemas.ts';
import { toOwnRequest } from './request-form-to-wire.ts';
import { answerRequestProblem } from './request-problem.ts';

export interface OwnRequestDeps extends LimitAttemptsDeps, AnswerRequestDeps {
  readonly store: Pick<Store, 'change' | 'requests'>;
  readonly authenticateRequestToken: AuthenticateRequestToken;
  readonly now: Clock;
}

/** What a requester does with the token that was told on submission. */
export function ownRequestRoutes(root: FastifyInstance, deps: OwnRequestDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const onRequest = authenticateRequester(deps.authenticateRequestToken, limitAttempts(deps));
  const security = [{ requester: [] }];
  const show = async (request: CredentialRequest) =>
    toOwnRequest(request, await deps.store.requests.messages(request.id));
  const contextOf = ({ contactId }: CredentialRequest, requestId: string): ChangeContext => ({
    actor: `person:${contactId}`,
    requestId,
    now: deps.now(),
  });

  app.get(
    '/:id',
    {
      onRequest,
      schema: {
        ...operation('showOwnRequest', 'Show how a request stands, to whoever made it.'),
        security,
        params: IdParameter,
        response: answers(200, OwnRequestSchema),
      },
    },
    (request) => show(ownRequest(request)),
  );

  app.post(
    '/:id/answers',
    {
      onRequest,
      schema: {
        ...operation('answerOwnRequest', 'Answer the question about a request.', ['request.answered']),
        security,
        params: IdParameter,
        body: TextSchema,
        response: answers(200, OwnRequestSchema),
      },
    },
    async (request, reply) => {
      const own = ownRequest(request);
      const wanted = { id: own.id, author: own.contactId, text: request.body.text };
      const answered = await answerRequest(deps, contextOf(own, request.id), wanted);
      return answered.ok ? show(answered.value) : answerRequestProblem(reply, answered.refusal);
    },
  );

  app.post(
    '/:id/withdraw',
    {
      onRequest,
      schema: {
        ...operation('withdrawOwnRequest', 'Take a request back.', ['request.withdrawn', 'person.erased']),
        security,
        params: IdParameter,
        body: EmptySchema,
        response: answers(200, OwnRequestSchema),
      },
    },
    async (request, reply) => {
      const own = ownRequest(request);
      const wanted = { id: own.id, by: own.contactId };
      const withdrawn = await withdrawRequest(deps, contextOf(own, request.id), wanted);
      return withdrawn.ok ? show(withdrawn.value) : answerRequestProblem(reply, withdrawn.refusal);
    },
  );
}
