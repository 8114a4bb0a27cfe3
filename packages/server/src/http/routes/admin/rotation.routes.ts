import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { cancelRotation } from '../../../usecases/cancel-rotation/cancel-rotation.ts';
import { configureClient } from '../../../usecases/configure-client/configure-client.ts';
import { retireSecret } from '../../../usecases/retire-secret/retire-secret.ts';
import { rollBackRotation } from '../../../usecases/roll-back-rotation/roll-back-rotation.ts';
import { rotateSecret } from '../../../usecases/rotate-secret/rotate-secret.ts';
import { judgedRotation, showRotation } from '../../../usecases/show-rotation/show-rotation.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, ClientSchema, IdParameter, SecretSchema } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { DryRunQuery, storeFor } from './dry-run.ts';
import { answerRotationProblem } from './rotation-problem.ts';
import {
  CreatedRotationSchema,
  ForcedReasonSchema,
  RotationSchema,
  SelfRotationSchema,
  StartRotationSchema,
  UndoneRotationSchema,
} from './rotation-schemas.ts';
import { toRotation, toUndoneRotation } from './rotation-to-wire.ts';
import { toClient, toSecret } from './to-wire.ts';
import { readWantedRotation } from './wanted-rotation.ts';

export type RotationRoutesDeps = AdminDeps &
  Parameters<typeof rotateSecret>[0] & { readonly flushUsage: () => Promise<void> };

/** Create → Deploy → Seen in use → Retire, and the ways back. */
export function rotationRoutes(root: FastifyInstance, deps: RotationRoutesDeps): void {
  startAndShow(root, deps);
  takeBack(root, deps);
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/secrets/:id/retire',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('retireSecret', 'End a secret; it may be taken back.', ['secret.retired']),
        params: IdParameter,
        querystring: DryRunQuery,
        body: ForcedReasonSchema,
        response: answers(200, SecretSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const { reason, force = false } = request.body;
      const store = { ...deps.store, ...storeFor(deps.store, request.query, reply) };
      const wanted = { id: request.params.id, reason, force };
      const retired = await retireSecret({ ...deps, store }, changeContext(request, now), wanted);
      return retired.ok ? toSecret(retired.value, now) : answerRotationProblem(reply, retired.refusal, now);
    },
  );

  app.put(
    '/clients/:id/self-rotation',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('setSelfRotation', 'Set whether a client may make itself a secret.', [
          'client.configured',
        ]),
        params: IdParameter,
        body: SelfRotationSchema,
        response: answers(200, ClientSchema),
      },
    },
    async (request, reply) => {
      const settings = { selfRotation: request.body.allowed };
      const context = changeContext(request, deps.now());
      const configured = await configureClient(deps, context, request.params.id, settings);
      return configured.ok ? toClient(configured.value) : answerProblem(reply, configured.refusal);
    },
  );
}

function startAndShow(root: FastifyInstance, deps: RotationRoutesDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/clients/:id/rotation',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('startRotation', 'Make a secret that takes over from another one.', [
          'secret.rotating',
          'secret.created',
        ]),
        params: IdParameter,
        body: StartRotationSchema,
        response: answers(201, CreatedRotationSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const wanted = readWantedRotation(request.params.id, request.body, deps.usageDelaySeconds);
      if (!wanted.ok) return answerProblem(reply, 'request_malformed', wanted.refusal);
      const started = await rotateSecret(deps, changeContext(request, now), wanted.value);
      if (!started.ok) return answerRotationProblem(reply, started.refusal, now);
      const { text, ...rotation } = started.value;
      const judged = await judgedRotation(deps.store.usage, rotation, now);
      return reply
        .code(201)
        .send({ ...toRotation(judged, now, deps.usageDelaySeconds), client_secret: text.reveal() });
    },
  );

  app.get(
    '/clients/:id/rotation',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('showRotation', 'Show a client’s rotation, and whether the old secret can go.'),
        params: IdParameter,
        response: answers(200, RotationSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const shown = await showRotation(deps.store, request.params.id, now);
      if (!shown.ok) return answerProblem(reply, shown.refusal);
      return toRotation(shown.value, now, deps.usageDelaySeconds);
    },
  );
}

function takeBack(root: FastifyInstance, deps: RotationRoutesDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/clients/:id/rotation/cancel',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('cancelRotation', 'Take back a rotation that nobody has followed yet.', [
          'secret.revoked',
          'secret.restored',
        ]),
        params: IdParameter,
        querystring: DryRunQuery,
        body: ForcedReasonSchema,
        response: answers(200, UndoneRotationSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const { reason, force = false } = request.body;
      const store = { ...deps.store, ...storeFor(deps.store, request.query, reply) };
      const wanted = { clientId: request.params.id, reason, force };
      const undone = await cancelRotation({ ...deps, store }, changeContext(request, now), wanted);
      return undone.ok
        ? toUndoneRotation(undone.value, now)
        : answerRotationProblem(reply, undone.refusal, now);
    },
  );

  app.post(
    '/clients/:id/rotation/roll-back',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('rollBackRotation', 'Turn a rotation round.', ['secret.restored', 'secret.rotating']),
        params: IdParameter,
        querystring: DryRunQuery,
        body: ForcedReasonSchema,
        response: answers(200, UndoneRotationSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const store = storeFor(deps.store, request.query, reply);
      const { reason, force = false } = request.body;
      const wanted = { clientId: request.params.id, reason, force };
      const undone = await rollBackRotation({ store }, changeContext(request, now), wanted);
      return undone.ok ? toUndoneRotation(undone.value, now) : answerProblem(reply, undone.refusal);
    },
  );
}
