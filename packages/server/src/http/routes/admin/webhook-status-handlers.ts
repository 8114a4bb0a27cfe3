import type { Status } from '@gatepass/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WebhookReach } from '../../../usecases/create-webhook/find-webhook.ts';
import { setWebhookStatus } from '../../../usecases/set-webhook-status/set-webhook-status.ts';
import { testWebhook } from '../../../usecases/test-webhook/test-webhook.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import type { IdParameter, ReasonSchema } from './admin-schemas.ts';
import { changeContext } from './authenticate-admin.ts';
import type { CheckedRequest } from './checked-request.ts';
import { toWebhook } from './delivery-to-wire.ts';
import { type DryRunQuery, storeFor } from './dry-run.ts';

type Tested = CheckedRequest<{ params: typeof IdParameter }>;
type Turned = CheckedRequest<{
  params: typeof IdParameter;
  query: typeof DryRunQuery;
  body: typeof ReasonSchema;
}>;

/** Turns webhooks off and on, and tests them, for whoever asks: `reachOf` says whose they may change. */
export function webhookStatusHandlers(deps: AdminDeps, reachOf: (request: FastifyRequest) => WebhookReach) {
  return {
    setTo: (status: Status) => async (request: Turned, reply: FastifyReply) => {
      const store = storeFor(deps.store, request.query, reply);
      const { reason } = request.body;
      const wanted = { id: request.params.id, reach: reachOf(request), status, reason };
      const set = await setWebhookStatus({ store }, changeContext(request, deps.now()), wanted);
      return set.ok ? toWebhook(set.value) : answerProblem(reply, set.refusal);
    },

    test: async (request: Tested, reply: FastifyReply) => {
      const wanted = { id: request.params.id, reach: reachOf(request) };
      const tested = await testWebhook(deps, changeContext(request, deps.now()), wanted);
      return tested.ok ? toWebhook(tested.value) : answerProblem(reply, tested.refusal);
    },
  };
}
