import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import {
  type CreateOperatorDeps,
  createOperator,
} from '../../../usecases/create-operator/create-operator.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, IdParameter, pageOf } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { toPage, toPageRequest } from './paging.ts';
import {
  CreatedOperatorSchema,
  CreateOperatorSchema,
  OperatorPageQuery,
  OperatorSchema,
} from './people-schemas.ts';
import { toOperator, toOperatorToken } from './people-to-wire.ts';

export function operatorRoutes(root: FastifyInstance, deps: AdminDeps & CreateOperatorDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/operators',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('createOperator', 'Make an operator, with a token.', ['operator.created']),
        body: CreateOperatorSchema,
        response: answers(201, CreatedOperatorSchema),
      },
    },
    async (request, reply) => {
      const created = await createOperator(deps, changeContext(request, deps.now()), request.body);
      if (!created.ok) return answerProblem(reply, created.refusal);
      const { operator, made } = created.value;
      return reply.code(201).send({
        ...toOperator(operator),
        operator_token: made.text.reveal(),
        token: toOperatorToken(made.token),
      });
    },
  );

  app.get(
    '/operators',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('listOperators', 'List operators.'),
        querystring: OperatorPageQuery,
        response: answers(200, pageOf(OperatorSchema)),
      },
    },
    async (request) => {
      const { status, role } = request.query;
      const filter = { ...(status !== undefined && { status }), ...(role !== undefined && { role }) };
      const operators = await deps.store.operators.list({ ...toPageRequest(request.query), ...filter });
      return toPage(operators, request.query, toOperator, (operator) => operator.id);
    },
  );

  app.get(
    '/operators/:id',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('showOperator', 'Show an operator.'),
        params: IdParameter,
        response: answers(200, OperatorSchema),
      },
    },
    async (request, reply) => {
      const operator = await deps.store.operators.find(request.params.id);
      return operator === undefined ? answerProblem(reply, 'operator_unknown') : toOperator(operator);
    },
  );
}
