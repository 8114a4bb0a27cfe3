import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../../domain/clock.ts';
import type { CountFrom } from '../../../domain/limits/network-limits.ts';
import {
  type ApproveByRulesDeps,
  approveByRules,
} from '../../../usecases/approve-request/approve-by-rules.ts';
import {
  type ConfirmRequestDeps,
  confirmRequest,
} from '../../../usecases/confirm-request/confirm-request.ts';
import { type SubmitRequestDeps, submitRequest } from '../../../usecases/submit-request/submit-request.ts';
import { clientAddress } from '../../client-address.ts';
import { OPEN_TO_ALL, operation } from '../../operation.ts';
import { answerProblem, ProblemSchema } from '../admin/admin-problem.ts';
import { answers } from '../admin/admin-schemas.ts';
import { APPROVAL_ACTIONS } from './approval-actions.ts';
import { answerLater, type LimitAttemptsDeps, limitAttempts } from './limit-attempts.ts';
import {
  ConfirmedRequestSchema,
  ConfirmRequestSchema,
  SubmitRequestSchema,
  SubmittedRequestSchema,
} from './request-form-schemas.ts';
import { toConfirmedRequest, toSubmittedRequest, toWantedRequest } from './request-form-to-wire.ts';
import { answerRequestProblem } from './request-problem.ts';

export interface RequestFormDeps
  extends LimitAttemptsDeps,
    SubmitRequestDeps,
    ConfirmRequestDeps,
    ApproveByRulesDeps {
  readonly store: SubmitRequestDeps['store'] & ConfirmRequestDeps['store'] & ApproveByRulesDeps['store'];
  /** Whether mail is sent, without which nobody can confirm. */
  readonly selfServe: boolean;
  readonly countSubmission: CountFrom;
  readonly now: Clock;
}

/** How soon it makes sense to come back where drafts must lapse first, or mail be set up. */
const LATER = 3_600_000;

/** What anybody may do: ask for credentials, and confirm by the mailed link. Neither tells who is a partner. */
export function requestFormRoutes(root: FastifyInstance, deps: RequestFormDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const limit = limitAttempts(deps);

  app.post(
    '',
    {
      schema: {
        ...operation('submitRequest', 'Ask for credentials; the contact confirms by mail.', [
          'request.created',
        ]),
        ...OPEN_TO_ALL,
        body: SubmitRequestSchema,
        response: { 202: SubmittedRequestSchema, '4xx': ProblemSchema, '5xx': ProblemSchema },
      },
    },
    async (request, reply) => {
      if (!deps.selfServe) {
        reply.header('retry-after', String(LATER / 1000));
        return answerProblem(reply, 'self_serve_off');
      }
      const now = deps.now();
      const wait = deps.countSubmission(clientAddress(request.raw, deps.trustedProxies), now);
      if (wait > 0) return answerLater(reply, 'too_many_submissions', wait);
      const submitted = await submitRequest(
        deps,
        { requestId: request.id, now },
        toWantedRequest(request.body),
      );
      if (submitted.ok) return reply.code(202).send(toSubmittedRequest(submitted.value));
      return submitted.refusal === 'too_many_drafts'
        ? answerLater(reply, submitted.refusal, LATER)
        : answerRequestProblem(reply, submitted.refusal);
    },
  );

  app.post(
    '/confirm',
    {
      schema: {
        ...operation('confirmRequest', 'Confirm a request by the token of the mailed link.', [
          'request.confirmed',
          ...APPROVAL_ACTIONS,
        ]),
        ...OPEN_TO_ALL,
        body: ConfirmRequestSchema,
        response: answers(200, ConfirmedRequestSchema),
      },
    },
    async (request, reply) => {
      if (limit.refuses(request, reply)) return reply;
      const context = { requestId: request.id, now: deps.now() };
      const confirmed = await confirmRequest(deps, context, request.body.token);
      if (!confirmed.ok) {
        if (confirmed.refusal === 'link_wrong') limit.count(request);
        return answerRequestProblem(reply, confirmed.refusal);
      }
      const approved = await approveByRules(deps, confirmed.value.id, context);
      return toConfirmedRequest(approved ?? confirmed.value);
    },
  );
}
