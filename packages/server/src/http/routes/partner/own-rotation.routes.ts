import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { cancelRotation } from '../../../usecases/cancel-rotation/cancel-rotation.ts';
import { rollBackRotation } from '../../../usecases/roll-back-rotation/roll-back-rotation.ts';
import { rotateSecret } from '../../../usecases/rotate-secret/rotate-secret.ts';
import { judgedRotation, showRotation } from '../../../usecases/show-rotation/show-rotation.ts';
import { operation } from '../../operation.ts';
import { answerProblem } from '../admin/admin-problem.ts';
import { answers, IdParameter } from '../admin/admin-schemas.ts';
import { changeContext } from '../admin/authenticate-admin.ts';
import { DryRunQuery, storeFor } from '../admin/dry-run.ts';
import type { RotationRoutesDeps } from '../admin/rotation.routes.ts';
import { answerRotationProblem } from '../admin/rotation-problem.ts';
import { ForcedReasonSchema, StartRotationSchema } from '../admin/rotation-schemas.ts';
import { toRotation, toUndoneRotation } from '../admin/rotation-to-wire.ts';
import { readWantedRotation } from '../admin/wanted-rotation.ts';
import { owns } from './owns.ts';
import {
  PartnerCreatedRotationSchema,
  PartnerRotationSchema,
  PartnerUndoneRotationSchema,
} from './partner-view-schemas.ts';

/** A partner replaces its own secrets, when and as often as it wants: nobody has to be asked. */
export function ownRotationRoutes(root: FastifyInstance, deps: RotationRoutesDeps): void {
  takeBack(root, deps);
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/clients/:id/rotation',
    {
      onRequest: owns(deps.store, 'client'),
      schema: {
        ...operation('startOwnRotation', 'Begin to replace a secret of a client of the own partner.', [
          'secret.rotating',
          'secret.created',
        ]),
        params: IdParameter,
        body: StartRotationSchema,
        response: answers(201, PartnerCreatedRotationSchema),
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
      onRequest: owns(deps.store, 'client'),
      schema: {
        ...operation('showOwnRotation', 'Show how far the rotation of a client of the own partner is.'),
        params: IdParameter,
        response: answers(200, PartnerRotationSchema),
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
      onRequest: owns(deps.store, 'client'),
      schema: {
        ...operation('cancelOwnRotation', 'Take back a rotation that nobody has followed yet.', [
          'secret.revoked',
          'secret.restored',
        ]),
        params: IdParameter,
        querystring: DryRunQuery,
        body: ForcedReasonSchema,
        response: answers(200, PartnerUndoneRotationSchema),
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
      onRequest: owns(deps.store, 'client'),
      schema: {
        ...operation('rollBackOwnRotation', 'Turn a rotation round.', ['secret.restored', 'secret.rotating']),
        params: IdParameter,
        querystring: DryRunQuery,
        body: ForcedReasonSchema,
        response: answers(200, PartnerUndoneRotationSchema),
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
