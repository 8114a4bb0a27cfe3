import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { createOperator } from '../../../usecases/create-operator/create-operator.ts';
import type { AdminDeps } from './admin-deps.ts';
import {
  answers,
  CreatedOperatorSchema,
  CreateOperatorSchema,
  OperatorSchema,
  PageQuery,
  pageOf,
} from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { toPage, toPageRequest } from './paging.ts';
import { toOperator } from './to-wire.ts';

export function operatorRoutes(
  root: FastifyInstance,
  deps: AdminDeps & Parameters<typeof createOperator>[0],
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/operators',
    {
      onRequest: needs('administer'),
      schema: { body: CreateOperatorSchema, response: answers(201, CreatedOperatorSchema) },
    },
    async (request, reply) => {
      const created = await createOperator(deps, changeContext(request, deps.now()), request.body);
      if (!created.ok) return created.refusal;
      const { operator, token } = created.value;
      return reply.code(201).send({ ...toOperator(operator), operator_token: token });
    },
  );

  app.get(
    '/operators',
    {
      onRequest: needs('read'),
      schema: { querystring: PageQuery, response: answers(200, pageOf(OperatorSchema)) },
    },
    async (request) => {
      const operators = await deps.store.operators.list(toPageRequest(request.query));
      return toPage(operators, request.query, toOperator, (operator) => operator.id);
    },
  );
}
