import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import {
  type RegisterClientKeyDeps,
  registerClientKey,
} from '../../../usecases/register-client-key/register-client-key.ts';
import { revokeClientKey } from '../../../usecases/revoke-client-key/revoke-client-key.ts';
import { type SetAuthMethodDeps, setAuthMethod } from '../../../usecases/set-auth-method/set-auth-method.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, ClientSchema, IdParameter, pageOf, ReasonSchema } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { answerKeyProblem } from './client-key-problem.ts';
import { ClientKeySchema, CreateClientKeySchema, SetAuthMethodSchema } from './client-key-schemas.ts';
import { toClientKey } from './client-key-to-wire.ts';
import { DryRunQuery, storeFor } from './dry-run.ts';
import { toMilliseconds } from './from-wire.ts';
import { toClient } from './to-wire.ts';

/** The public keys that clients prove themselves with, and whether they do. */
export function clientKeyRoutes(
  root: FastifyInstance,
  deps: AdminDeps & RegisterClientKeyDeps & SetAuthMethodDeps,
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/clients/:id/keys',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('createClientKey', 'Register a public key of a client.', ['client_key.created']),
        params: IdParameter,
        body: CreateClientKeySchema,
        response: answers(201, ClientKeySchema),
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
      onRequest: needs('read'),
      schema: {
        ...operation('listClientKeys', 'List the public keys of a client.'),
        params: IdParameter,
        response: answers(200, pageOf(ClientKeySchema)),
      },
    },
    async (request, reply) => {
      const client = await deps.store.clients.find(request.params.id);
      if (client === undefined) return answerProblem(reply, 'client_unknown');
      const keys = await deps.store.clientKeys.listByClient(client.id);
      return { items: keys.map((key) => toClientKey(key, deps.now())), next: null };
    },
  );

  app.post(
    '/client-keys/:id/revoke',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('revokeClientKey', 'Revoke a public key, for ever.', ['client_key.revoked']),
        params: IdParameter,
        querystring: DryRunQuery,
        body: ReasonSchema,
        response: answers(200, ClientKeySchema),
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

  app.put(
    '/clients/:id/auth-method',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('setAuthMethod', 'Set how a client authenticates.', ['client.configured']),
        params: IdParameter,
        querystring: DryRunQuery,
        body: SetAuthMethodSchema,
        response: answers(200, ClientSchema),
      },
    },
    async (request, reply) => {
      const { auth_method: authMethod, jwks_uri: jwksUri = null } = request.body;
      const store = storeFor(deps.store, request.query, reply);
      const wanted = { clientId: request.params.id, authMethod, jwksUri };
      const set = await setAuthMethod({ ...deps, store }, changeContext(request, deps.now()), wanted);
      return set.ok ? toClient(set.value) : answerKeyProblem(reply, set.refusal);
    },
  );
}
