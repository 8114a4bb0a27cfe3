import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { CredentialRequest } from '../../../domain/request/credential-request.ts';
import { REQUEST_STATES } from '../../../domain/request/request-state.ts';
import { type AnswerRequestDeps, answerRequest } from '../../../usecases/answer-request/answer-request.ts';
import {
  type ApproveByRulesDeps,
  approveByRules,
} from '../../../usecases/approve-request/approve-by-rules.ts';
import {
  type CreateOwnRequestDeps,
  createOwnRequest,
} from '../../../usecases/create-request/create-own-request.ts';
import { withdrawRequest } from '../../../usecases/withdraw-request/withdraw-request.ts';
import { named } from '../../named-schema.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from '../admin/admin-deps.ts';
import { answerProblem } from '../admin/admin-problem.ts';
import {
  answers,
  closed,
  EmptySchema,
  IdParameter,
  PageQuery,
  pageOf,
  shownOnce,
} from '../admin/admin-schemas.ts';
import { changeContext } from '../admin/authenticate-admin.ts';
import { DryRunQuery, storeFor } from '../admin/dry-run.ts';
import { toPage, toPageRequest } from '../admin/paging.ts';
import { APPROVAL_ACTIONS } from '../requests/approval-actions.ts';
import { OwnRequestSchema, TextSchema, wantedRequestFields } from '../requests/request-form-schemas.ts';
import { toOwnRequest } from '../requests/request-form-to-wire.ts';
import { answerRequestProblem } from '../requests/request-problem.ts';
import { memberOf } from './authenticate-member.ts';
import { owns } from './owns.ts';

export type PartnerRequestRoutesDeps = AdminDeps &
  CreateOwnRequestDeps &
  AnswerRequestDeps &
  ApproveByRulesDeps;

const CreatePartnerRequestSchema = named(
  'CreatePartnerRequest',
  Type.Object(Type.Omit(Type.Object(wantedRequestFields), ['contact']).properties, closed),
);
const CreatedPartnerRequestSchema = named(
  'CreatedPartnerRequest',
  Type.Object({ ...OwnRequestSchema.properties, claim_code: shownOnce }),
);

/** Requests for more credentials. The contact is whoever asks; what they get is claimed as every credential is. */
export function partnerRequestRoutes(root: FastifyInstance, deps: PartnerRequestRoutesDeps): void {
  moveOn(root, deps);
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/requests',
    {
      schema: {
        ...operation('createPartnerRequest', 'Ask for credentials for the own partner.', [
          'request.created',
          ...APPROVAL_ACTIONS,
        ]),
        body: CreatePartnerRequestSchema,
        response: answers(201, CreatedPartnerRequestSchema),
      },
    },
    async (request, reply) => {
      const { body } = request;
      const context = changeContext(request, deps.now());
      const created = await createOwnRequest(deps, context, memberOf(request), {
        platformName: body.platform_name,
        expectedMerchantVolume: body.expected_merchant_volume,
        parentAccountId: body.manager_account_id,
        purpose: body.purpose,
        scope: body.scope,
        networks: body.networks ?? [],
      });
      if (!created.ok) return answerRequestProblem(reply, created.refusal);
      const { request: made, claimCode } = created.value;
      const approved = await approveByRules(deps, made.id, { requestId: request.id, now: context.now });
      return reply.code(201).send({ ...toOwnRequest(approved ?? made, []), claim_code: claimCode });
    },
  );

  app.get(
    '/requests',
    {
      schema: {
        ...operation('listPartnerRequests', 'List the requests for credentials of the own partner.'),
        querystring: PageQuery,
        response: answers(200, pageOf(OwnRequestSchema)),
      },
    },
    async (request) => {
      const { partnerId } = memberOf(request);
      const page = { ...toPageRequest(request.query), states: REQUEST_STATES, partnerId };
      const toItem = (found: CredentialRequest) => toOwnRequest(found, []);
      const idOf = (item: { readonly request_id: string }) => item.request_id;
      return toPage(await deps.store.requests.list(page), request.query, toItem, idOf);
    },
  );
}

function moveOn(root: FastifyInstance, deps: PartnerRequestRoutesDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const onRequest = owns(deps.store, 'request');
  const show = async (found: CredentialRequest) =>
    toOwnRequest(found, await deps.store.requests.messages(found.id));

  app.get(
    '/requests/:id',
    {
      onRequest,
      schema: {
        ...operation('showPartnerRequest', 'Show how a request of the own partner stands, with its thread.'),
        params: IdParameter,
        response: answers(200, OwnRequestSchema),
      },
    },
    async (request, reply) => {
      const found = await deps.store.requests.find(request.params.id);
      return found === undefined ? answerProblem(reply, 'request_unknown') : show(found);
    },
  );

  app.post(
    '/requests/:id/answers',
    {
      onRequest,
      schema: {
        ...operation('answerPartnerRequest', 'Answer the question about a request of the own partner.', [
          'request.answered',
        ]),
        params: IdParameter,
        body: TextSchema,
        response: answers(200, OwnRequestSchema),
      },
    },
    async (request, reply) => {
      const author = memberOf(request).personId;
      const wanted = { id: request.params.id, author, text: request.body.text };
      const answered = await answerRequest(deps, changeContext(request, deps.now()), wanted);
      return answered.ok ? show(answered.value) : answerRequestProblem(reply, answered.refusal);
    },
  );

  app.post(
    '/requests/:id/withdraw',
    {
      onRequest,
      schema: {
        ...operation('withdrawPartnerRequest', 'Take a request of the own partner back.', [
          'request.withdrawn',
        ]),
        params: IdParameter,
        querystring: DryRunQuery,
        body: EmptySchema,
        response: answers(200, OwnRequestSchema),
      },
    },
    async (request, reply) => {
      const store = storeFor(deps.store, request.query, reply);
      const wanted = { id: request.params.id, by: memberOf(request).personId };
      const withdrawn = await withdrawRequest({ store }, changeContext(request, deps.now()), wanted);
      return withdrawn.ok ? show(withdrawn.value) : answerRequestProblem(reply, withdrawn.refusal);
    },
  );
}
