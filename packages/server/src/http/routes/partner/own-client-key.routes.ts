import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { RegisterClientKeyDeps } from '../../../usecases/register-client-key/register-client-key.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from '../admin/admin-deps.ts';
import { answers, IdParameter, pageOf, ReasonSchema } from '../admin/admin-schemas.ts';
import { clientKeyHandlers } from '../admin/client-key-handlers.ts';
import { CreateClientKeySchema } from '../admin/client-key-schemas.ts';
import { DryRunQuery } from '../admin/dry-run.ts';
import { owns } from './owns.ts';
import { PartnerClientKeySchema } from './partner-view-schemas.ts';

/** The public keys of the partner's clients. Whether a client proves itself with keys at all, operators set. */
export function ownClientKeyRoutes(root: FastifyInstance, deps: AdminDeps & RegisterClientKeyDeps): void {
  const handlers = clientKeyHandlers(deps);
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/clients/:id/keys',
    {
      onRequest: owns(deps.store, 'client'),
      schema: {
        ...operation('createOwnClientKey', 'Register a public key of a client of the own partner.', [
          'client_key.created',
        ]),
        params: IdParameter,
        body: CreateClientKeySchema,
        response: answers(201, PartnerClientKeySchema),
      },
    },
    handlers.register,
  );

  app.get(
    '/clients/:id/keys',
    {
      onRequest: owns(deps.store, 'client'),
      schema: {
        ...operation('listOwnClientKeys', 'List the public keys of a client of the own partner.'),
        params: IdParameter,
        response: answers(200, pageOf(PartnerClientKeySchema)),
      },
    },
    handlers.list,
  );

  app.post(
    '/client-keys/:id/revoke',
    {
      onRequest: owns(deps.store, 'client_key'),
      schema: {
        ...operation('revokeOwnClientKey', 'End a public key of the own partner for ever.', [
          'client_key.revoked',
        ]),
        params: IdParameter,
        querystring: DryRunQuery,
        body: ReasonSchema,
        response: answers(200, PartnerClientKeySchema),
      },
    },
    handlers.revoke,
  );
}
