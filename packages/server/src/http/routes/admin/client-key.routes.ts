import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { RegisterClientKeyDeps } from '../../../usecases/register-client-key/register-client-key.ts';
import { type SetAuthMethodDeps, setAuthMethod } from '../../../usecases/set-auth-method/set-auth-method.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answers, ClientSchema, IdParameter, pageOf, ReasonSchema } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { clientKeyHandlers } from './client-key-handlers.ts';
import { answerKeyProblem } from './client-key-problem.ts';
import { ClientKeySchema, CreateClientKeySchema, SetAuthMethodSchema } from './client-key-schemas.ts';
import { DryRunQuery, storeFor } from './dry-run.ts';
import { toClient } from './to-wire.ts';

/** The public keys that clients prove themselves with, and whether they do. */
export function clientKeyRoutes(
  root: FastifyInstance,
  deps: AdminDeps & RegisterClientKeyDeps & SetAuthMethodDeps,
): void {
  const handlers = clientKeyHandlers(deps);
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
    handlers.register,
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
    handlers.list,
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
    handlers.revoke,
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
