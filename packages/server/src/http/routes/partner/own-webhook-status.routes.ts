import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { operation } from '../../operation.ts';
import type { AdminDeps } from '../admin/admin-deps.ts';
import { answers, EmptySchema, IdParameter, ReasonSchema } from '../admin/admin-schemas.ts';
import { DryRunQuery } from '../admin/dry-run.ts';
import { webhookStatusHandlers } from '../admin/webhook-status-handlers.ts';
import { memberOf } from './authenticate-member.ts';
import { owns } from './owns.ts';
import { PartnerWebhookSchema } from './partner-view-schemas.ts';

const VERBS = [
  {
    verb: 'disable',
    status: 'disabled',
    say: operation('disableOwnWebhook', 'Disable a webhook of the own partner.', ['webhook.disabled']),
  },
  {
    verb: 'enable',
    status: 'active',
    say: operation('enableOwnWebhook', 'Enable a webhook of the own partner again.', ['webhook.enabled']),
  },
] as const;

/** Turns the partner's webhooks off, on, and to the test. */
export function ownWebhookStatusRoutes(root: FastifyInstance, deps: AdminDeps): void {
  const handlers = webhookStatusHandlers(deps, (request) => ({ partnerId: memberOf(request).partnerId }));
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  for (const { verb, status, say } of VERBS) {
    app.post(
      `/webhooks/:id/${verb}`,
      {
        onRequest: owns(deps.store, 'webhook'),
        schema: {
          ...say,
          params: IdParameter,
          querystring: DryRunQuery,
          body: ReasonSchema,
          response: answers(200, PartnerWebhookSchema),
        },
      },
      handlers.setTo(status),
    );
  }

  app.post(
    '/webhooks/:id/test',
    {
      onRequest: owns(deps.store, 'webhook'),
      schema: {
        ...operation('testOwnWebhook', 'Have a webhook of the own partner told that this is a test.', [
          'webhook.tested',
        ]),
        params: IdParameter,
        body: EmptySchema,
        response: answers(200, PartnerWebhookSchema),
      },
    },
    handlers.test,
  );
}
