import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { configureClient } from '../../../usecases/configure-client/configure-client.ts';
import { operation } from '../../operation.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, ClientSchema, IdParameter, SecretSchema } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { DryRunQuery } from './dry-run.ts';
import { type RotationHandlers, type RotationHandlersDeps, rotationHandlers } from './rotation-handlers.ts';
import {
  CreatedRotationSchema,
  ForcedReasonSchema,
  RotationSchema,
  SelfRotationSchema,
  StartRotationSchema,
  UndoneRotationSchema,
} from './rotation-schemas.ts';
import { toClient } from './to-wire.ts';

/** Create → Deploy → Seen in use → Retire, and the ways back. */
export function rotationRoutes(root: FastifyInstance, deps: RotationHandlersDeps): void {
  const handlers = rotationHandlers(deps);
  startAndShow(root, handlers);
  takeBack(root, handlers);
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
    handlers.retire,
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

function startAndShow(root: FastifyInstance, handlers: RotationHandlers): void {
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
    handlers.start,
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
    handlers.show,
  );
}

function takeBack(root: FastifyInstance, handlers: RotationHandlers): void {
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
    handlers.cancel,
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
    handlers.rollBack,
  );
}
