import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { operation } from '../../operation.ts';
import { answers, EmptySchema, IdParameter, PageQuery, pageOf } from '../admin/admin-schemas.ts';
import { toWebhook } from '../admin/delivery-to-wire.ts';
import { toPage, toPageRequest } from '../admin/paging.ts';
import { type WebhookHandlersDeps, webhookHandlers } from '../admin/webhook-handlers.ts';
import {
  ConfigureWebhookSchema,
  CreateWebhookSchema,
  WebhookDeliverySchema,
} from '../admin/webhook-schemas.ts';
import { memberOf } from './authenticate-member.ts';
import { owns } from './owns.ts';
import { PartnerCreatedWebhookSchema, PartnerWebhookSchema } from './partner-view-schemas.ts';

/** What the partner has its own servers told, as it happens. */
export function ownWebhookRoutes(root: FastifyInstance, deps: WebhookHandlersDeps): void {
  const handlers = webhookHandlers(deps, (request) => ({ partnerId: memberOf(request).partnerId }));
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/webhooks',
    {
      schema: {
        ...operation('createOwnWebhook', 'Make a webhook of the own partner.', ['webhook.created']),
        body: CreateWebhookSchema,
        response: answers(201, PartnerCreatedWebhookSchema),
      },
    },
    handlers.create,
  );

  app.get(
    '/webhooks',
    {
      schema: {
        ...operation('listOwnWebhooks', 'List the webhooks of the own partner.'),
        querystring: PageQuery,
        response: answers(200, pageOf(PartnerWebhookSchema)),
      },
    },
    async (request) => {
      const { query } = request;
      const page = { ...toPageRequest(query), partnerId: memberOf(request).partnerId };
      return toPage(await deps.store.webhooks.list(page), query, toWebhook, ({ id }) => id);
    },
  );

  app.get(
    '/webhooks/:id',
    {
      onRequest: owns(deps.store, 'webhook'),
      schema: {
        ...operation('showOwnWebhook', 'Show a webhook of the own partner.'),
        params: IdParameter,
        response: answers(200, PartnerWebhookSchema),
      },
    },
    handlers.show,
  );

  app.patch(
    '/webhooks/:id',
    {
      onRequest: owns(deps.store, 'webhook'),
      schema: {
        ...operation(
          'configureOwnWebhook',
          'Set where a webhook of the own partner is, or what it hears of.',
          ['webhook.configured'],
        ),
        params: IdParameter,
        body: ConfigureWebhookSchema,
        response: answers(200, PartnerWebhookSchema),
      },
    },
    handlers.configure,
  );

  app.post(
    '/webhooks/:id/rotate-secret',
    {
      onRequest: owns(deps.store, 'webhook'),
      schema: {
        ...operation(
          'rotateOwnWebhookSecret',
          'Replace the secret that signs what a webhook of the own partner is told.',
          ['webhook.secret_rotated'],
        ),
        params: IdParameter,
        body: EmptySchema,
        response: answers(201, PartnerCreatedWebhookSchema),
      },
    },
    handlers.rotateSecret,
  );

  app.get(
    '/webhooks/:id/deliveries',
    {
      onRequest: owns(deps.store, 'webhook'),
      schema: {
        ...operation(
          'listOwnWebhookDeliveries',
          'List what a webhook of the own partner was told, the latest first.',
        ),
        params: IdParameter,
        querystring: PageQuery,
        response: answers(200, pageOf(WebhookDeliverySchema)),
      },
    },
    handlers.listDeliveries,
  );
}
