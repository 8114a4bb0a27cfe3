import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import {
  type SetOperatorEmailDeps,
  setOperatorEmail,
} from '../../../usecases/change-operator/set-operator-email.ts';
import { setOperatorRole } from '../../../usecases/change-operator/set-operator-role.ts';
import { setOperatorStatus } from '../../../usecases/change-operator/set-operator-status.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, IdParameter, ReasonSchema } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { DryRunQuery, storeFor } from './dry-run.ts';
import { OperatorSchema, SetOperatorEmailSchema, SetRoleSchema } from './people-schemas.ts';
import { toOperator } from './people-to-wire.ts';

const VERBS = [
  [
    'disable',
    'disabled',
    operation('disableOperator', 'Stop an operator: none of their tokens works.', ['operator.disabled']),
  ],
  ['enable', 'active', operation('enableOperator', 'Enable an operator again.', ['operator.enabled'])],
] as const;

/** What admins do to an operator: `POST …/disable`, `POST …/enable`, `PUT …/role`, `PUT …/email`. */
export function operatorStandingRoutes(root: FastifyInstance, deps: AdminDeps & SetOperatorEmailDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  for (const [verb, status, facts] of VERBS) {
    app.post(
      `/operators/:id/${verb}`,
      {
        onRequest: needs('administer'),
        schema: {
          ...facts,
          params: IdParameter,
          querystring: DryRunQuery,
          body: ReasonSchema,
          response: answers(200, OperatorSchema),
        },
      },
      async (request, reply) => {
        const store = storeFor(deps.store, request.query, reply);
        const wanted = { id: request.params.id, status, reason: request.body.reason };
        const set = await setOperatorStatus({ store }, changeContext(request, deps.now()), wanted);
        return set.ok ? toOperator(set.value) : answerProblem(reply, set.refusal);
      },
    );
  }

  app.put(
    '/operators/:id/role',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('setOperatorRole', 'Give an operator another role.', ['operator.role_changed']),
        params: IdParameter,
        querystring: DryRunQuery,
        body: SetRoleSchema,
        response: answers(200, OperatorSchema),
      },
    },
    async (request, reply) => {
      const store = storeFor(deps.store, request.query, reply);
      const wanted = { id: request.params.id, role: request.body.role };
      const set = await setOperatorRole({ store }, changeContext(request, deps.now()), wanted);
      return set.ok ? toOperator(set.value) : answerProblem(reply, set.refusal);
    },
  );

  app.put(
    '/operators/:id/email',
    {
      // Not for oneself without being an admin: whoever has stolen a token would send the alarms elsewhere.
      onRequest: needs('administer'),
      schema: {
        ...operation('setOperatorEmail', 'Set where the mails to an operator go.', [
          'operator.email_changed',
        ]),
        params: IdParameter,
        body: SetOperatorEmailSchema,
        response: answers(200, OperatorSchema),
      },
    },
    async (request, reply) => {
      const wanted = { id: request.params.id, email: request.body.email };
      const set = await setOperatorEmail(deps, changeContext(request, deps.now()), wanted);
      return set.ok ? toOperator(set.value) : answerProblem(reply, set.refusal);
    },
  );
}
