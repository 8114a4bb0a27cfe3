import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import {
  type CreateOperatorTokenDeps,
  createOperatorToken,
} from '../../../usecases/create-operator-token/create-operator-token.ts';
import { revokeOperatorToken } from '../../../usecases/revoke-personal-token/revoke-operator-token.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, EmptySchema, IdParameter, PageQuery, pageOf } from './admin-schemas.ts';
import { actingOperator, changeContext, needs } from './authenticate-admin.ts';
import { DryRunQuery, storeFor } from './dry-run.ts';
import { toMilliseconds } from './from-wire.ts';
import { toPage, toPageRequest } from './paging.ts';
import {
  CreatedOperatorTokenSchema,
  CreateOperatorTokenSchema,
  OperatorTokenSchema,
} from './people-schemas.ts';
import { toOperatorToken } from './people-to-wire.ts';

/** Everybody sees to their own tokens, admins to anybody's. Which of the two it is, the use case asks. */
export function operatorTokenRoutes(root: FastifyInstance, deps: AdminDeps & CreateOperatorTokenDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/operators/:id/tokens',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('createOperatorToken', 'Make a token for oneself, or as an admin for anybody.', [
          'operator.token_created',
        ]),
        params: IdParameter,
        body: CreateOperatorTokenSchema,
        response: answers(201, CreatedOperatorTokenSchema),
      },
    },
    async (request, reply) => {
      const { label, role, expires_at: end } = request.body;
      const expiresAt = toMilliseconds(end);
      if (Number.isNaN(expiresAt)) {
        return answerProblem(reply, 'request_malformed', 'expires_at must be a time that exists.');
      }
      const wanted = { operatorId: request.params.id, label, role, expiresAt };
      const context = changeContext(request, deps.now());
      const created = await createOperatorToken(deps, context, actingOperator(request), wanted);
      if (!created.ok) {
        // The same cause as of a client's end, with a field of another name.
        const detail = created.refusal === 'end_past' ? 'expires_at must lie ahead.' : undefined;
        return answerProblem(reply, created.refusal, detail);
      }
      const { token, text } = created.value;
      return reply.code(201).send({ ...toOperatorToken(token), operator_token: text.reveal() });
    },
  );

  app.get(
    '/operators/:id/tokens',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('listOperatorTokens', 'List the tokens of an operator.'),
        params: IdParameter,
        querystring: PageQuery,
        response: answers(200, pageOf(OperatorTokenSchema)),
      },
    },
    async (request, reply) => {
      const { id: holderId } = request.params;
      if ((await deps.store.operators.find(holderId)) === undefined) {
        return answerProblem(reply, 'operator_unknown');
      }
      const tokens = await deps.store.personalTokens.list({ ...toPageRequest(request.query), holderId });
      return toPage(tokens, request.query, toOperatorToken, (token) => token.id);
    },
  );

  app.post(
    '/operator-tokens/:id/revoke',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('revokeOperatorToken', 'End a token of one’s own, or as an admin anybody’s, for ever.', [
          'operator.token_revoked',
        ]),
        params: IdParameter,
        querystring: DryRunQuery,
        body: EmptySchema,
        response: answers(200, OperatorTokenSchema),
      },
    },
    async (request, reply) => {
      const store = storeFor(deps.store, request.query, reply);
      const context = changeContext(request, deps.now());
      const revoked = await revokeOperatorToken(
        { store },
        context,
        actingOperator(request),
        request.params.id,
      );
      return revoked.ok ? toOperatorToken(revoked.value) : answerProblem(reply, revoked.refusal);
    },
  );
}
