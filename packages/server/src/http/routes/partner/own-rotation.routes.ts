import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { operation } from '../../operation.ts';
import { answers, IdParameter } from '../admin/admin-schemas.ts';
import { DryRunQuery } from '../admin/dry-run.ts';
import { type RotationHandlersDeps, rotationHandlers } from '../admin/rotation-handlers.ts';
import { ForcedReasonSchema, StartRotationSchema } from '../admin/rotation-schemas.ts';
import { owns } from './owns.ts';
import {
  PartnerCreatedRotationSchema,
  PartnerRotationSchema,
  PartnerUndoneRotationSchema,
} from './partner-view-schemas.ts';

/** A partner replaces its own secrets, when and as often as it wants: nobody has to be asked. */
export function ownRotationRoutes(root: FastifyInstance, deps: RotationHandlersDeps): void {
  const handlers = rotationHandlers(deps);
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
    handlers.start,
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
    handlers.show,
  );

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
    handlers.cancel,
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
    handlers.rollBack,
  );
}
