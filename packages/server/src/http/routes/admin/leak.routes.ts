import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, IdParameter, LeakSchema, pageOf } from './admin-schemas.ts';
import { needs } from './authenticate-admin.ts';
import { toLeak } from './to-wire.ts';

/** `GET /secrets/:id/leaks`: where a secret was found, the latest first. They are few: see `MAX_LEAKS`. */
export function leakRoutes(root: FastifyInstance, deps: AdminDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/secrets/:id/leaks',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('secretLeaks', 'List where a secret was found.'),
        params: IdParameter,
        response: answers(200, pageOf(LeakSchema)),
      },
    },
    async (request, reply) => {
      const secret = await deps.store.secrets.find(request.params.id);
      if (secret === undefined) return answerProblem(reply, 'secret_unknown');
      const leaks = await deps.store.leaks.listByCredential(secret.id);
      return { items: leaks.map(toLeak), next: null };
    },
  );
}
