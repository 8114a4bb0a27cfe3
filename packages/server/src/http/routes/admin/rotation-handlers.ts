import type { FastifyReply } from 'fastify';
import { cancelRotation } from '../../../usecases/cancel-rotation/cancel-rotation.ts';
import { retireSecret } from '../../../usecases/retire-secret/retire-secret.ts';
import { rollBackRotation } from '../../../usecases/roll-back-rotation/roll-back-rotation.ts';
import { type RotateSecretDeps, rotateSecret } from '../../../usecases/rotate-secret/rotate-secret.ts';
import { judgedRotation, showRotation } from '../../../usecases/show-rotation/show-rotation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import type { IdParameter } from './admin-schemas.ts';
import { changeContext } from './authenticate-admin.ts';
import type { CheckedRequest } from './checked-request.ts';
import { type DryRunQuery, storeFor } from './dry-run.ts';
import { answerRotationProblem } from './rotation-problem.ts';
import type { ForcedReasonSchema, StartRotationSchema } from './rotation-schemas.ts';
import { toRotation, toUndoneRotation } from './rotation-to-wire.ts';
import { toSecret } from './to-wire.ts';
import { readWantedRotation } from './wanted-rotation.ts';

export type RotationHandlersDeps = AdminDeps &
  RotateSecretDeps & { readonly flushUsage: () => Promise<void> };

type Shown = CheckedRequest<{ params: typeof IdParameter }>;
type Started = CheckedRequest<{ params: typeof IdParameter; body: typeof StartRotationSchema }>;
type Ended = CheckedRequest<{
  params: typeof IdParameter;
  query: typeof DryRunQuery;
  body: typeof ForcedReasonSchema;
}>;

export type RotationHandlers = ReturnType<typeof rotationHandlers>;

/** The steps of a rotation and the ways back, whoever takes them. Whether they may, the routes ask. */
export function rotationHandlers(deps: RotationHandlersDeps) {
  return {
    start: async (request: Started, reply: FastifyReply) => {
      const now = deps.now();
      const wanted = readWantedRotation(request.params.id, request.body, deps.usageDelaySeconds);
      if (!wanted.ok) return answerProblem(reply, 'request_malformed', wanted.refusal);
      const started = await rotateSecret(deps, changeContext(request, now), wanted.value);
      if (!started.ok) return answerRotationProblem(reply, started.refusal, now);
      const { text, ...rotation } = started.value;
      const judged = await judgedRotation(deps.store.usage, rotation, now);
      reply.code(201);
      return { ...toRotation(judged, now, deps.usageDelaySeconds), client_secret: text.reveal() };
    },

    show: async (request: Shown, reply: FastifyReply) => {
      const now = deps.now();
      const shown = await showRotation(deps.store, request.params.id, now);
      if (!shown.ok) return answerProblem(reply, shown.refusal);
      return toRotation(shown.value, now, deps.usageDelaySeconds);
    },

    retire: async (request: Ended, reply: FastifyReply) => {
      const now = deps.now();
      const { reason, force = false } = request.body;
      const store = { ...deps.store, ...storeFor(deps.store, request.query, reply) };
      const wanted = { id: request.params.id, reason, force };
      const retired = await retireSecret({ ...deps, store }, changeContext(request, now), wanted);
      return retired.ok ? toSecret(retired.value, now) : answerRotationProblem(reply, retired.refusal, now);
    },

    cancel: async (request: Ended, reply: FastifyReply) => {
      const now = deps.now();
      const { reason, force = false } = request.body;
      const store = { ...deps.store, ...storeFor(deps.store, request.query, reply) };
      const wanted = { clientId: request.params.id, reason, force };
      const undone = await cancelRotation({ ...deps, store }, changeContext(request, now), wanted);
      return undone.ok
        ? toUndoneRotation(undone.value, now)
        : answerRotationProblem(reply, undone.refusal, now);
    },

    rollBack: async (request: Ended, reply: FastifyReply) => {
      const now = deps.now();
      const store = storeFor(deps.store, request.query, reply);
      const { reason, force = false } = request.body;
      const wanted = { clientId: request.params.id, reason, force };
      const undone = await rollBackRotation({ store }, changeContext(request, now), wanted);
      return undone.ok ? toUndoneRotation(undone.value, now) : answerProblem(reply, undone.refusal);
    },
  };
}
