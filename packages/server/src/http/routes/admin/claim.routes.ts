import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { cancelClaim } from '../../../usecases/cancel-claim/cancel-claim.ts';
import { type CreateClaimDeps, createClaim } from '../../../usecases/create-claim/create-claim.ts';
import { type ReissueClaimDeps, reissueClaim } from '../../../usecases/reissue-claim/reissue-claim.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, EmptySchema, IdParameter, pageOf } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import {
  ClaimPageQuery,
  ClaimSchema,
  CreateClientClaimSchema,
  CreatedClaimSchema,
  ReissueClaimSchema,
} from './claim-schemas.ts';
import { toClaim } from './claim-to-wire.ts';
import { DryRunQuery, storeFor } from './dry-run.ts';
import { toPage, toPageRequest } from './paging.ts';

/** Claims are made by approvals; here they are looked at, re-issued and ended, and made for members who are there. */
export function claimRoutes(
  root: FastifyInstance,
  deps: AdminDeps & CreateClaimDeps & ReissueClaimDeps,
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/claims',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('listClaims', 'List claims: of a request, a client, a member, or in a state.'),
        querystring: ClaimPageQuery,
        response: answers(200, pageOf(ClaimSchema)),
      },
    },
    async (request) => {
      const { query } = request;
      const now = deps.now();
      const claims = await deps.store.claims.list({
        ...toPageRequest(query),
        requestId: query.request_id ?? null,
        clientId: query.client_id ?? null,
        memberId: query.member_id ?? null,
        state: query.state ?? null,
        now,
      });
      return toPage(
        claims,
        query,
        (claim) => toClaim(claim, now),
        ({ id }) => id,
      );
    },
  );

  app.get(
    '/claims/:id',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('showClaim', 'Show a claim.'),
        params: IdParameter,
        response: answers(200, ClaimSchema),
      },
    },
    async (request, reply) => {
      const claim = await deps.store.claims.find(request.params.id);
      return claim === undefined ? answerProblem(reply, 'claim_unknown') : toClaim(claim, deps.now());
    },
  );

  app.post(
    '/claims/:id/reissue',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('reissueClaim', 'End a claim and mail the link of another one in its place.', [
          'claim.reissued',
          'claim.created',
          'secret.revoked',
          'member.token_revoked',
        ]),
        params: IdParameter,
        querystring: DryRunQuery,
        body: ReissueClaimSchema,
        response: answers(201, CreatedClaimSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const store = { ...storeFor(deps.store, request.query, reply), usage: deps.store.usage };
      const wanted = { id: request.params.id, newCode: request.body.new_code ?? false };
      const reissued = await reissueClaim({ ...deps, store }, changeContext(request, now), wanted);
      if (!reissued.ok) return answerProblem(reply, reissued.refusal);
      const { claim, code } = reissued.value;
      // A code that was only rehearsed opens nothing, and must not be told to anybody.
      const told = code === undefined || request.query.dry_run === 'true' ? {} : { claim_code: code };
      return reply.code(201).send({ ...toClaim(claim, now), ...told });
    },
  );

  app.post(
    '/claims/:id/cancel',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('cancelClaim', 'End a claim that nobody has opened.', ['claim.cancelled']),
        params: IdParameter,
        querystring: DryRunQuery,
        body: EmptySchema,
        response: answers(200, ClaimSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const store = storeFor(deps.store, request.query, reply);
      const cancelled = await cancelClaim({ store }, changeContext(request, now), request.params.id);
      return cancelled.ok ? toClaim(cancelled.value, now) : answerProblem(reply, cancelled.refusal);
    },
  );

  app.post(
    '/clients/:id/claims',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('createClientClaim', 'Let a member of its partner claim another secret of a client.', [
          'claim.created',
        ]),
        params: IdParameter,
        body: CreateClientClaimSchema,
        response: answers(201, CreatedClaimSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const wanted = { clientId: request.params.id, memberId: request.body.member_id };
      const created = await createClaim(deps, changeContext(request, now), wanted);
      if (!created.ok) return answerProblem(reply, created.refusal);
      const { claim, code } = created.value;
      return reply.code(201).send({ ...toClaim(claim, now), claim_code: code });
    },
  );

  app.post(
    '/members/:id/claims',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('createMemberClaim', 'Let a member claim a token of their own.', ['claim.created']),
        params: IdParameter,
        body: EmptySchema,
        response: answers(201, CreatedClaimSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const wanted = { clientId: null, memberId: request.params.id };
      const created = await createClaim(deps, changeContext(request, now), wanted);
      if (!created.ok) return answerProblem(reply, created.refusal);
      const { claim, code } = created.value;
      return reply.code(201).send({ ...toClaim(claim, now), claim_code: code });
    },
  );
}
