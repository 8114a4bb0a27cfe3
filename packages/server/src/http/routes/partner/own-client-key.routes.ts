import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import {
  type RegisterClientKeyDeps,
  registerClientKey,
} from '../../../usecases/register-client-key/register-client-key.ts';
import { revokeClientKey } from '../../../usecases/revoke-client-key/revoke-client-key.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from '../admin/admin-deps.ts';
import { answerProblem } from '../admin/admin-problem.ts';
import { answers, IdParameter, pageOf, ReasonSchema } from '../admin/admin-schemas.ts';
import { changeContext } from '../admin/authenticate-admin.ts';
import { answerKeyProblem } from '../admin/client-key-problem.ts';
import { CreateClientKeySchema } from '../admin/client-key-schemas.ts';
import { toClientKey } from '../admin/client-key-to-wire.ts';
import { DryRunQuery, storeFor } from '../admin/dry-run.ts';
import { toMilliseconds } from '../admin/from-wire.ts';
import { owns } from './owns.ts';
import { PartnerClientKeySchema } from './partner-view-schemas.ts';

/** The public keys of the partner's clients. Whether a client proves itself with keys at all, operators set. */
export function ownClientKeyRoutes(root: FastifyInstance, deps: AdminDeps & RegisterClientKeyDeps): void {
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
    async (request, reply) => {
      const now = deps.now();
      const { label = 'unnamed', public_jwk: jwk, expires_at: end } = request.body;
      const expiresAt = toMilliseconds(end);
      if (Number.isNaN(expiresAt)) {
        return answerProblem(reply, 'request_malformed', 'expires_at must be a time that exists.');
      }
      const wanted = { clientId: request.params.id, label, jwk, expiresAt };
      const registered = await registerClientKey(deps, changeContext(request, now), wanted);
      if (!registered.ok) return answerKeyProblem(reply, registered.refusal);
      return reply.code(201).send(toClientKey(registered.value, now));
    },
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
    async (request) => {
      const keys = await deps.store.clientKeys.listByClient(request.params.id);
      return { items: keys.map((key) => toClientKey(key, deps.now())), next: null };
    },
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
    async (request, reply) => {
      const now = deps.now();
      const store = storeFor(deps.store, request.query, reply);
      const wanted = { id: request.params.id, reason: request.body.reason };
      const revoked = await revokeClientKey({ store }, changeContext(request, now), wanted);
      return revoked.ok ? toClientKey(revoked.value, now) : answerProblem(reply, revoked.refusal);
    },
  );
}
