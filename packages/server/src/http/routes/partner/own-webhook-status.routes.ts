import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { setWebhookStatus } from '../../../usecases/set-webhook-status/set-webhook-status.ts';
import { testWebhook } from '../../../usecases/test-webhook/test-webhook.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from '../admin/admin-deps.ts';
import { answerProblem } from '../admin/admin-problem.ts';
import { answers, EmptySchema, IdParameter, ReasonSchema } from '../admin/admin-schemas.ts';
import { changeContext } from '../admin/authenticate-admin.ts';
import { toWebhook } from '../admin/delivery-to-wire.ts';
import { DryRunQuery, storeFor } from '../admin/dry-run.ts';
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
      async (request, reply) => {
        const store = storeFor(deps.store, request.query, reply);
        const { partnerId } = memberOf(request);
        const wanted = { id: request.params.id, reach: { partnerId }, status, reason: request.body.reason };
        const set = await setWebhookStatus({ store }, changeContext(request, deps.now()), wanted);
        return set.ok ? toWebhook(set.value) : answerProblem(reply, set.refusal);
      },
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
    async (request, reply) => {
      const wanted = { id: request.params.id, reach: { partnerId: memberOf(request).partnerId } };
      const tested = await testWebhook(deps, changeContext(request, deps.now()), wanted);
      return tested.ok ? toWebhook(tested.value) : answerProblem(reply, tested.refusal);
    },
  );
}
