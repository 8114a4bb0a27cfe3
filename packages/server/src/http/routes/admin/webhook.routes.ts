import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { operation } from '../../operation.ts';
import { answers, EmptySchema, IdParameter, PageQuery, pageOf } from './admin-schemas.ts';
import { needs } from './authenticate-admin.ts';
import { toWebhook } from './delivery-to-wire.ts';
import { toPage, toPageRequest } from './paging.ts';
import { type WebhookHandlersDeps, webhookHandlers } from './webhook-handlers.ts';
import {
  ConfigureWebhookSchema,
  CreatedWebhookSchema,
  CreateWebhookSchema,
  WebhookDeliverySchema,
  WebhookPageQuery,
  WebhookSchema,
} from './webhook-schemas.ts';

/** Webhooks of the platform are made here; those of partners are seen here, and can be put right. */
export function webhookRoutes(root: FastifyInstance, deps: WebhookHandlersDeps): void {
  const handlers = webhookHandlers(deps, () => 'any');
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/webhooks',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('createWebhook', 'Make a webhook of the platform.', ['webhook.created']),
        body: CreateWebhookSchema,
        response: answers(201, CreatedWebhookSchema),
      },
    },
    handlers.create,
  );

  app.get(
    '/webhooks',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('listWebhooks', 'List webhooks: the platform’s own, or those of a partner.'),
        querystring: WebhookPageQuery,
        response: answers(200, pageOf(WebhookSchema)),
      },
    },
    async ({ query }) => {
      const page = { ...toPageRequest(query), partnerId: query.partner_id ?? null };
      return toPage(await deps.store.webhooks.list(page), query, toWebhook, ({ id }) => id);
    },
  );

  app.get(
    '/webhooks/:id',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('showWebhook', 'Show a webhook.'),
        params: IdParameter,
        response: answers(200, WebhookSchema),
      },
    },
    handlers.show,
  );

  app.patch(
    '/webhooks/:id',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('configureWebhook', 'Set where a webhook is, or what it hears of.', [
          'webhook.configured',
        ]),
        params: IdParameter,
        body: ConfigureWebhookSchema,
        response: answers(200, WebhookSchema),
      },
    },
    handlers.configure,
  );

  app.post(
    '/webhooks/:id/rotate-secret',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('rotateWebhookSecret', 'Replace the secret that signs what a webhook is told.', [
          'webhook.secret_rotated',
        ]),
        params: IdParameter,
        body: EmptySchema,
        response: answers(201, CreatedWebhookSchema),
      },
    },
    handlers.rotateSecret,
  );

  app.get(
    '/webhooks/:id/deliveries',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('listWebhookDeliveries', 'List what a webhook was told, the latest first.'),
        params: IdParameter,
        querystring: PageQuery,
        response: answers(200, pageOf(WebhookDeliverySchema)),
      },
    },
    handlers.listDeliveries,
  );
}
