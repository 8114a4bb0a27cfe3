import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import {
  type ConfigureWebhookDeps,
  configureWebhook,
} from '../../../usecases/configure-webhook/configure-webhook.ts';
import { type CreateWebhookDeps, createWebhook } from '../../../usecases/create-webhook/create-webhook.ts';
import { rotateWebhookSecret } from '../../../usecases/rotate-webhook-secret/rotate-webhook-secret.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, EmptySchema, IdParameter, PageQuery, pageOf } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { toWebhook, toWebhookDelivery } from './delivery-to-wire.ts';
import { toPage, toPageRequest } from './paging.ts';
import { answerWebhookProblem } from './webhook-problem.ts';
import {
  ConfigureWebhookSchema,
  CreatedWebhookSchema,
  CreateWebhookSchema,
  WebhookDeliverySchema,
  WebhookPageQuery,
  WebhookSchema,
} from './webhook-schemas.ts';

/** Webhooks of the platform are made here; those of partners are seen here, and can be put right. */
export function webhookRoutes(
  root: FastifyInstance,
  deps: AdminDeps & CreateWebhookDeps & ConfigureWebhookDeps,
): void {
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
    async (request, reply) => {
      const wanted = { ...request.body, partnerId: null };
      const created = await createWebhook(deps, changeContext(request, deps.now()), wanted);
      if (!created.ok) return answerWebhookProblem(reply, created.refusal);
      const { webhook, secret } = created.value;
      return reply.code(201).send({ ...toWebhook(webhook), webhook_secret: secret.reveal() });
    },
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
    async (request, reply) => {
      const webhook = await deps.store.webhooks.find(request.params.id);
      return webhook === undefined ? answerProblem(reply, 'webhook_unknown') : toWebhook(webhook);
    },
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
    async (request, reply) => {
      const { url, events } = request.body;
      const wanted = { id: request.params.id, reach: 'any', url, events } as const;
      const set = await configureWebhook(deps, changeContext(request, deps.now()), wanted);
      return set.ok ? toWebhook(set.value) : answerWebhookProblem(reply, set.refusal);
    },
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
    async (request, reply) => {
      const wanted = { id: request.params.id, reach: 'any' } as const;
      const rotated = await rotateWebhookSecret(deps, changeContext(request, deps.now()), wanted);
      if (!rotated.ok) return answerProblem(reply, rotated.refusal);
      const { webhook, secret } = rotated.value;
      return reply.code(201).send({ ...toWebhook(webhook), webhook_secret: secret.reveal() });
    },
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
    async ({ params, query }, reply) => {
      const webhook = await deps.store.webhooks.find(params.id);
      if (webhook === undefined) return answerProblem(reply, 'webhook_unknown');
      const page = { ...toPageRequest(query), webhookId: params.id };
      const deliveries = await deps.store.webhooks.listDeliveries(page);
      return toPage(deliveries, query, toWebhookDelivery, ({ id }) => id);
    },
  );
}
