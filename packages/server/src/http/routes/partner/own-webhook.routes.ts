import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import {
  type ConfigureWebhookDeps,
  configureWebhook,
} from '../../../usecases/configure-webhook/configure-webhook.ts';
import { type CreateWebhookDeps, createWebhook } from '../../../usecases/create-webhook/create-webhook.ts';
import { rotateWebhookSecret } from '../../../usecases/rotate-webhook-secret/rotate-webhook-secret.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from '../admin/admin-deps.ts';
import { answerProblem } from '../admin/admin-problem.ts';
import { answers, EmptySchema, IdParameter, PageQuery, pageOf } from '../admin/admin-schemas.ts';
import { changeContext } from '../admin/authenticate-admin.ts';
import { toWebhook, toWebhookDelivery } from '../admin/delivery-to-wire.ts';
import { toPage, toPageRequest } from '../admin/paging.ts';
import { answerWebhookProblem } from '../admin/webhook-problem.ts';
import {
  ConfigureWebhookSchema,
  CreateWebhookSchema,
  WebhookDeliverySchema,
} from '../admin/webhook-schemas.ts';
import { memberOf } from './authenticate-member.ts';
import { owns } from './owns.ts';
import { PartnerCreatedWebhookSchema, PartnerWebhookSchema } from './partner-view-schemas.ts';

/** What the partner has its own servers told, as it happens. */
export function ownWebhookRoutes(
  root: FastifyInstance,
  deps: AdminDeps & CreateWebhookDeps & ConfigureWebhookDeps,
): void {
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
    async (request, reply) => {
      const wanted = { ...request.body, partnerId: memberOf(request).partnerId };
      const created = await createWebhook(deps, changeContext(request, deps.now()), wanted);
      if (!created.ok) return answerWebhookProblem(reply, created.refusal);
      const { webhook, secret } = created.value;
      return reply.code(201).send({ ...toWebhook(webhook), webhook_secret: secret.reveal() });
    },
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
    async (request, reply) => {
      const webhook = await deps.store.webhooks.find(request.params.id);
      return webhook === undefined ? answerProblem(reply, 'webhook_unknown') : toWebhook(webhook);
    },
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
    async (request, reply) => {
      const { url, events } = request.body;
      const wanted = {
        id: request.params.id,
        reach: { partnerId: memberOf(request).partnerId },
        url,
        events,
      };
      const set = await configureWebhook(deps, changeContext(request, deps.now()), wanted);
      return set.ok ? toWebhook(set.value) : answerWebhookProblem(reply, set.refusal);
    },
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
    async (request, reply) => {
      const wanted = { id: request.params.id, reach: { partnerId: memberOf(request).partnerId } };
      const rotated = await rotateWebhookSecret(deps, changeContext(request, deps.now()), wanted);
      if (!rotated.ok) return answerProblem(reply, rotated.refusal);
      const { webhook, secret } = rotated.value;
      return reply.code(201).send({ ...toWebhook(webhook), webhook_secret: secret.reveal() });
    },
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
    async ({ params, query }) => {
      const page = { ...toPageRequest(query), webhookId: params.id };
      const deliveries = await deps.store.webhooks.listDeliveries(page);
      return toPage(deliveries, query, toWebhookDelivery, ({ id }) => id);
    },
  );
}
