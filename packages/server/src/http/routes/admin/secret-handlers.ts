import type { FastifyReply } from 'fastify';
import { revokeSecret } from '../../../usecases/revoke-secret/revoke-secret.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import type { IdParameter } from './admin-schemas.ts';
import { changeContext } from './authenticate-admin.ts';
import type { CheckedRequest } from './checked-request.ts';
import { type DryRunQuery, storeFor } from './dry-run.ts';
import type { RevokeSecretSchema } from './rotation-schemas.ts';
import { toSecret } from './to-wire.ts';

type Listed = CheckedRequest<{ params: typeof IdParameter }>;
type Revoked = CheckedRequest<{
  params: typeof IdParameter;
  query: typeof DryRunQuery;
  body: typeof RevokeSecretSchema;
}>;

/** The secrets of clients, whoever sees to them. Whether they may, the routes ask. */
export function secretHandlers(deps: AdminDeps) {
  return {
    list: async (request: Listed, reply: FastifyReply) => {
      const client = await deps.store.clients.find(request.params.id);
      if (client === undefined) return answerProblem(reply, 'client_unknown');
      const secrets = await deps.store.secrets.listByClient(client.id);
      return { items: secrets.map((secret) => toSecret(secret, deps.now())), next: null };
    },

    revoke: async (request: Revoked, reply: FastifyReply) => {
      const now = deps.now();
      const store = storeFor(deps.store, request.query, reply);
      const wanted = { id: request.params.id, ...request.body };
      const revoked = await revokeSecret({ store }, changeContext(request, now), wanted);
      if (!revoked.ok) return answerProblem(reply, revoked.refusal);
      return { ...toSecret(revoked.value, now), revoked_with_it: [...revoked.value.revokedWithIt] };
    },
  };
}
