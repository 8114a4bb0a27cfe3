import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { ok, parseScope, type Result, refuse } from '@gatepass/protocol';
import type { FastifyInstance } from 'fastify';
import type { Type } from 'typebox';
import { type NetworkListRefusal, parseNetworkList } from '../../../domain/network/network-list.ts';
import {
  type ApproveRequestDeps,
  approveRequest,
  type WantedApproval,
} from '../../../usecases/approve-request/approve-request.ts';
import { denyRequest } from '../../../usecases/deny-request/deny-request.ts';
import type { showRequest } from '../../../usecases/show-request/show-request.ts';
import { withdrawRequest } from '../../../usecases/withdraw-request/withdraw-request.ts';
import { operation } from '../../operation.ts';
import { APPROVAL_ACTIONS } from '../requests/approval-actions.ts';
import { answerRequestProblem } from '../requests/request-problem.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answers, EmptySchema, IdParameter } from './admin-schemas.ts';
import { actingOperator, changeContext, needs } from './authenticate-admin.ts';
import { breakGlassOf } from './break-glass.ts';
import { DryRunQuery, storeFor } from './dry-run.ts';
import { ApproveRequestSchema, DenyRequestSchema, RequestSchema } from './request-schemas.ts';
import { toRequest } from './request-to-wire.ts';

export type RequestDecisionDeps = AdminDeps & ApproveRequestDeps & Parameters<typeof showRequest>[0];

/** The ends of requests: approved, denied, withdrawn. Each can be rehearsed. */
export function requestDecisionRoutes(root: FastifyInstance, deps: RequestDecisionDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/requests/:id/approve',
    {
      onRequest: needs('approve'),
      schema: {
        ...operation(
          'approveRequest',
          'Approve a request, or some of it; where two people must, be one of them.',
          [...APPROVAL_ACTIONS, 'request.seconded', 'request.approved_alone'],
        ),
        params: IdParameter,
        querystring: DryRunQuery,
        body: ApproveRequestSchema,
        response: answers(200, RequestSchema),
      },
    },
    async (request, reply) => {
      const approver = actingOperator(request);
      const terms = termsOf(request.body);
      if (!terms.ok) return answerRequestProblem(reply, terms.refusal);
      const breakGlass = breakGlassOf(request.body, approver);
      if (!breakGlass.ok) return answerRequestProblem(reply, breakGlass.refusal);
      const approved = await approveRequest(
        { ...deps, store: storeFor(deps.store, request.query, reply) },
        changeContext(request, deps.now()),
        { id: request.params.id, approver, terms: terms.value, breakGlass: breakGlass.value },
      );
      return approved.ok ? toRequest(approved.value) : answerRequestProblem(reply, approved.refusal);
    },
  );

  app.post(
    '/requests/:id/deny',
    {
      onRequest: needs('approve'),
      schema: {
        ...operation('denyRequest', 'Deny a request; whoever asked is told the reason.', ['request.denied']),
        params: IdParameter,
        querystring: DryRunQuery,
        body: DenyRequestSchema,
        response: answers(200, RequestSchema),
      },
    },
    async (request, reply) => {
      const store = storeFor(deps.store, request.query, reply);
      const operatorId = actingOperator(request).id;
      const wanted = { id: request.params.id, operatorId, reason: request.body.reason };
      const denied = await denyRequest({ store }, changeContext(request, deps.now()), wanted);
      return denied.ok ? toRequest(denied.value) : answerRequestProblem(reply, denied.refusal);
    },
  );

  app.post(
    '/requests/:id/withdraw',
    {
      onRequest: needs('issue', 'approve'),
      schema: {
        ...operation('withdrawRequest', 'Take a request back, on the word of whoever made it.', [
          'request.withdrawn',
          'person.erased',
        ]),
        params: IdParameter,
        querystring: DryRunQuery,
        body: EmptySchema,
        response: answers(200, RequestSchema),
      },
    },
    async (request, reply) => {
      const store = storeFor(deps.store, request.query, reply);
      const wanted = { id: request.params.id, by: actingOperator(request).id };
      const withdrawn = await withdrawRequest({ store }, changeContext(request, deps.now()), wanted);
      return withdrawn.ok ? toRequest(withdrawn.value) : answerRequestProblem(reply, withdrawn.refusal);
    },
  );
}

type Body = Type.Static<typeof ApproveRequestSchema>;

/** What an approver named; the rest follows from the request. */
function termsOf(
  body: Body,
): Result<WantedApproval['terms'], 'scope_malformed' | 'request_malformed' | NetworkListRefusal> {
  const scope = body.scope === undefined ? undefined : parseScope(body.scope);
  if (scope?.ok === false) return refuse('scope_malformed');
  const list = body.networks === undefined ? undefined : parseNetworkList(body.networks);
  if (list?.ok === false) return list;
  const endsAt = body.ends_at === undefined ? undefined : Date.parse(body.ends_at);
  if (Number.isNaN(endsAt)) return refuse('request_malformed');
  return ok({
    ...(scope && { scope: scope.value }),
    networks: {
      ...(list && { list: list.value }),
      ...(body.networks_stage && { stage: body.networks_stage }),
    },
    ...(body.tokens_per_hour !== undefined && { tokensPerHour: body.tokens_per_hour }),
    ...(endsAt !== undefined && { endsAt }),
    ...(body.partner_id !== undefined && { partnerId: body.partner_id }),
    ...(body.client_name !== undefined && { clientName: body.client_name }),
    ...(body.share_account !== undefined && { shareAccount: body.share_account }),
  });
}
