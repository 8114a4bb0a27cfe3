import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { createSecret } from '../../../usecases/create-secret/create-secret.ts';
import { operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import {
  answers,
  CreatedSecretSchema,
  CreateSecretSchema,
  IdParameter,
  pageOf,
  SecretSchema,
} from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { DryRunQuery } from './dry-run.ts';
import { toMilliseconds } from './from-wire.ts';
import { RevokedSecretSchema, RevokeSecretSchema } from './rotation-schemas.ts';
import { secretHandlers } from './secret-handlers.ts';
import { toSecret } from './to-wire.ts';

export function secretRoutes(
  root: FastifyInstance,
  deps: AdminDeps & Parameters<typeof createSecret>[0],
): void {
  const handlers = secretHandlers(deps);
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/clients/:id/secrets',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('createSecret', 'Make a client another secret.', ['secret.created']),
        params: IdParameter,
        body: CreateSecretSchema,
        response: answers(201, CreatedSecretSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const notBefore = toMilliseconds(request.body.not_before);
      const expiresAt = toMilliseconds(request.body.expires_at);
      if (Number.isNaN(notBefore) || Number.isNaN(expiresAt)) {
        return answerProblem(
          reply,
          'request_malformed',
          'not_before and expires_at must be times that exist.',
        );
      }
      const wanted = {
        clientId: request.params.id,
        label: request.body.label ?? 'unnamed',
        notBefore,
        expiresAt,
      };
      const created = await createSecret(deps, changeContext(request, now), wanted);
      if (!created.ok) return answerProblem(reply, created.refusal);
      return reply
        .code(201)
        .send({ ...toSecret(created.value.secret, now), client_secret: created.value.text.reveal() });
    },
  );

  app.get(
    '/clients/:id/secrets',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('listSecrets', 'List the secrets of a client.'),
        params: IdParameter,
        response: answers(200, pageOf(SecretSchema)),
      },
    },
    handlers.list,
  );

  app.post(
    '/secrets/:id/revoke',
    {
      onRequest: needs('issue'),
      schema: {
        ...operation('revokeSecret', 'Revoke a secret, for ever.', [
          'secret.revoked',
          'secret.exposed',
          'secret.restored',
        ]),
        params: IdParameter,
        querystring: DryRunQuery,
        body: RevokeSecretSchema,
        response: answers(200, RevokedSecretSchema),
      },
    },
    handlers.revoke,
  );
}
