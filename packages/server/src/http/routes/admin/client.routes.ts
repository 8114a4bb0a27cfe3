import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { ok, type Result, refuse } from '@gatepass/protocol';
import type { FastifyInstance } from 'fastify';
import type { Type } from 'typebox';
import { createClient } from '../../../usecases/create-client/create-client.ts';
import { createKeyClient, type WantedKeys } from '../../../usecases/create-client/create-key-client.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers, ClientPageQuery, ClientSchema, IdParameter, pageOf } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { answerKeyProblem } from './client-key-problem.ts';
import { toClientKey } from './client-key-to-wire.ts';
import { CreateClientSchema, CreatedClientSchema } from './create-client-schemas.ts';
import { toListFilter, toPage, toPageRequest } from './paging.ts';
import { toClient, toSecret } from './to-wire.ts';

export function clientRoutes(
  root: FastifyInstance,
  deps: AdminDeps & Parameters<typeof createClient>[0] & Parameters<typeof createKeyClient>[0],
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/clients',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('createClient', 'Make a client, with a secret or with keys.', [
          'client.created',
          'account.created',
          'partner.account_added',
          'secret.created',
          'client_key.created',
        ]),
        body: CreateClientSchema,
        response: answers(201, CreatedClientSchema),
      },
    },
    async (request, reply) => {
      const { partner_id: partnerId, parent_account_id: parentAccountId, name, scope } = request.body;
      const now = deps.now();
      const shareAccount = request.body.share_account ?? false;
      const wanted = { partnerId, parentAccountId, name, scope, shareAccount };
      const keys = wantedKeys(request.body);
      if (keys !== undefined) {
        if (!keys.ok) return answerProblem(reply, keys.refusal);
        const created = await createKeyClient(deps, changeContext(request, now), wanted, keys.value);
        if (!created.ok) return answerKeyProblem(reply, created.refusal);
        const { client, key } = created.value;
        return reply.code(201).send({ ...toClient(client), key: key && toClientKey(key, now) });
      }
      const created = await createClient(deps, changeContext(request, now), wanted);
      if (!created.ok) return answerProblem(reply, created.refusal);
      const { client, made } = created.value;
      return reply
        .code(201)
        .send({ ...toClient(client), client_secret: made.text.reveal(), secret: toSecret(made.secret, now) });
    },
  );

  app.get(
    '/clients',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('listClients', 'List clients.'),
        querystring: ClientPageQuery,
        response: answers(200, pageOf(ClientSchema)),
      },
    },
    async (request) => {
      const { partner_id: partnerId = null } = request.query;
      const page = { ...toPageRequest(request.query), ...toListFilter(request.query), partnerId };
      const clients = await deps.store.clients.list(page);
      return toPage(clients, request.query, toClient, (client) => client.client_id);
    },
  );

  app.get(
    '/clients/:id',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('showClient', 'Show a client.'),
        params: IdParameter,
        response: answers(200, ClientSchema),
      },
    },
    async (request, reply) => {
      const client = await deps.store.clients.find(request.params.id);
      return client === undefined ? answerProblem(reply, 'client_unknown') : toClient(client);
    },
  );
}

/** Where the client's keys are to be, if it is to have keys. */
function wantedKeys({
  public_jwk: jwk,
  jwks_uri: jwksUri,
}: Type.Static<typeof CreateClientSchema>): Result<WantedKeys, 'keys_contradict'> | undefined {
  if (jwk !== undefined) return jwksUri === undefined ? ok({ jwk }) : refuse('keys_contradict');
  return jwksUri === undefined ? undefined : ok({ jwksUri });
}
