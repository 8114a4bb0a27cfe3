import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answers, EmptySchema, IdParameter, ReasonSchema } from './admin-schemas.ts';
import { needs } from './authenticate-admin.ts';
import { DryRunQuery } from './dry-run.ts';
import { WebhookSchema } from './webhook-schemas.ts';
import { webhookStatusHandlers } from './webhook-status-handlers.ts';

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
  const handlers = webhookStatusHandlers(deps, () => 'any');
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
      handlers.setTo(status),
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
    handlers.test,
  );
}
