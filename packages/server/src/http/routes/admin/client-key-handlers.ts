import type { FastifyReply } from 'fastify';
import {
  type RegisterClientKeyDeps,
  registerClientKey,
} from '../../../usecases/register-client-key/register-client-key.ts';
import { revokeClientKey } from '../../../usecases/revoke-client-key/revoke-client-key.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import type { IdParameter, ReasonSchema } from './admin-schemas.ts';
import { changeContext } from './authenticate-admin.ts';
import type { CheckedRequest } from './checked-request.ts';
import { answerKeyProblem } from './client-key-problem.ts';
import type { CreateClientKeySchema } from './client-key-schemas.ts';
import { toClientKey } from './client-key-to-wire.ts';
import { type DryRunQuery, storeFor } from './dry-run.ts';
import { toMilliseconds } from './from-wire.ts';

type Registered = CheckedRequest<{ params: typeof IdParameter; body: typeof CreateClientKeySchema }>;
type Listed = CheckedRequest<{ params: typeof IdParameter }>;
type Revoked = CheckedRequest<{
  params: typeof IdParameter;
  query: typeof DryRunQuery;
  body: typeof ReasonSchema;
}>;

/** The public keys of clients, whoever sees to them. Whether they may, the routes ask. */
export function clientKeyHandlers(deps: AdminDeps & RegisterClientKeyDeps) {
  return {
    register: async (request: Registered, reply: FastifyReply) => {
      const now = deps.now();
      const { label = 'unnamed', public_jwk: jwk, expires_at: end } = request.body;
      const expiresAt = toMilliseconds(end);
      if (Number.isNaN(expiresAt)) {
        return answerProblem(reply, 'request_malformed', 'expires_at must be a time that exists.');
      }
      const wanted = { clientId: request.params.id, label, jwk, expiresAt };
      const registered = await registerClientKey(deps, changeContext(request, now), wanted);
      if (!registered.ok) return answerKeyProblem(reply, registered.refusal);
      reply.code(201);
      return toClientKey(registered.value, now);
    },

    list: async (request: Listed, reply: FastifyReply) => {
      const client = await deps.store.clients.find(request.params.id);
      if (client === undefined) return answerProblem(reply, 'client_unknown');
      const keys = await deps.store.clientKeys.listByClient(client.id);
      return { items: keys.map((key) => toClientKey(key, deps.now())), next: null };
    },

    revoke: async (request: Revoked, reply: FastifyReply) => {
      const now = deps.now();
      const store = storeFor(deps.store, request.query, reply);
      const wanted = { id: request.params.id, reason: request.body.reason };
      const revoked = await revokeClientKey({ store }, changeContext(request, now), wanted);
      return revoked.ok ? toClientKey(revoked.value, now) : answerProblem(reply, revoked.refusal);
    },
  };
}
