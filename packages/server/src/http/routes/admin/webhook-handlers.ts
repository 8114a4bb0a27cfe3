import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type ConfigureWebhookDeps,
  configureWebhook,
} from '../../../usecases/configure-webhook/configure-webhook.ts';
import { type CreateWebhookDeps, createWebhook } from '../../../usecases/create-webhook/create-webhook.ts';
import type { WebhookReach } from '../../../usecases/create-webhook/find-webhook.ts';
import { rotateWebhookSecret } from '../../../usecases/rotate-webhook-secret/rotate-webhook-secret.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import type { IdParameter, PageQuery } from './admin-schemas.ts';
import { changeContext } from './authenticate-admin.ts';
import type { CheckedRequest } from './checked-request.ts';
import { toWebhook, toWebhookDelivery } from './delivery-to-wire.ts';
import { toPage, toPageRequest } from './paging.ts';
import { answerWebhookProblem } from './webhook-problem.ts';
import type { ConfigureWebhookSchema, CreateWebhookSchema } from './webhook-schemas.ts';

export type WebhookHandlersDeps = AdminDeps & CreateWebhookDeps & ConfigureWebhookDeps;

type Created = CheckedRequest<{ body: typeof CreateWebhookSchema }>;
type OfOne = CheckedRequest<{ params: typeof IdParameter }>;
type Configured = CheckedRequest<{ params: typeof IdParameter; body: typeof ConfigureWebhookSchema }>;
type Listed = CheckedRequest<{ params: typeof IdParameter; query: typeof PageQuery }>;

/** What is done with webhooks, by whoever asks: `reachOf` says whose they may change. What they may see, the routes ask. */
export function webhookHandlers(
  deps: WebhookHandlersDeps,
  reachOf: (request: FastifyRequest) => WebhookReach,
) {
  return {
    create: async (request: Created, reply: FastifyReply) => {
      const reach = reachOf(request);
      // Whoever reaches everybody's makes the platform's own.
      const wanted = { ...request.body, partnerId: reach === 'any' ? null : reach.partnerId };
      const created = await createWebhook(deps, changeContext(request, deps.now()), wanted);
      if (!created.ok) return answerWebhookProblem(reply, created.refusal);
      const { webhook, secret } = created.value;
      reply.code(201);
      return { ...toWebhook(webhook), webhook_secret: secret.reveal() };
    },

    show: async (request: OfOne, reply: FastifyReply) => {
      const webhook = await deps.store.webhooks.find(request.params.id);
      return webhook === undefined ? answerProblem(reply, 'webhook_unknown') : toWebhook(webhook);
    },

    configure: async (request: Configured, reply: FastifyReply) => {
      const { url, events } = request.body;
      const wanted = { id: request.params.id, reach: reachOf(request), url, events };
      const set = await configureWebhook(deps, changeContext(request, deps.now()), wanted);
      return set.ok ? toWebhook(set.value) : answerWebhookProblem(reply, set.refusal);
    },

    rotateSecret: async (request: OfOne, reply: FastifyReply) => {
      const wanted = { id: request.params.id, reach: reachOf(request) };
      const rotated = await rotateWebhookSecret(deps, changeContext(request, deps.now()), wanted);
      if (!rotated.ok) return answerProblem(reply, rotated.refusal);
      const { webhook, secret } = rotated.value;
      reply.code(201);
      return { ...toWebhook(webhook), webhook_secret: secret.reveal() };
    },

    listDeliveries: async ({ params, query }: Listed, reply: FastifyReply) => {
      const webhook = await deps.store.webhooks.find(params.id);
      if (webhook === undefined) return answerProblem(reply, 'webhook_unknown');
      const page = { ...toPageRequest(query), webhookId: params.id };
      const deliveries = await deps.store.webhooks.listDeliveries(page);
      return toPage(deliveries, query, toWebhookDelivery, ({ id }) => id);
    },
  };
}
