import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { setWebhookStatus } from '../../../usecases/set-webhook-status/set-webhook-status.ts';
import { testWebhook } from '../../../usecases/test-webhook/test-webhook.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, EmptySchema, IdParameter, ReasonSchema } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { toWebhook } from './delivery-to-wire.ts';
import { DryRunQuery, storeFor } from './dry-run.ts';
import { WebhookSchema } from './webhook-schemas.ts';

const VERBS = [
  {
    verb: 'disable',
    status: 'disabled',
    say: operation('disableWebhook', 'Disable a webhook.', ['webhook.disabled']),
  },
  {
    verb: 'enable',
    status: 'active',
    say: operation('enableWebhook', 'Enable a webhook again.', ['webhook.enabled']),
  },
] as const;

/** Turns webhooks off, on, and to the test. */
export function webhookStatusRoutes(root: FastifyInstance, deps: AdminDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  for (const { verb, status, say } of VERBS) {
    app.post(
      `/webhooks/:id/${verb}`,
      {
        onRequest: needs('administer'),
        schema: {
          ...say,
          params: IdParameter,
          querystring: DryRunQuery,
          body: ReasonSchema,
          response: answers(200, WebhookSchema),
        },
      },
      async (request, reply) => {
        const store = storeFor(deps.store, request.query, reply);
        const wanted = { id: request.params.id, reach: 'any', status, reason: request.body.reason } as const;
        const set = await setWebhookStatus({ store }, changeContext(request, deps.now()), wanted);
        return set.ok ? toWebhook(set.value) : answerProblem(reply, set.refusal);
      },
    );
  }

  app.post(
    '/webhooks/:id/test',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('testWebhook', 'Have a webhook told that this is a test.', ['webhook.tested']),
        params: IdParameter,
        body: EmptySchema,
        response: answers(200, WebhookSchema),
      },
    },
    async (request, reply) => {
      const wanted = { id: request.params.id, reach: 'any' } as const;
      const tested = await testWebhook(deps, changeContext(request, deps.now()), wanted);
      return tested.ok ? toWebhook(tested.value) : answerProblem(reply, tested.refusal);
    },
  );
}
