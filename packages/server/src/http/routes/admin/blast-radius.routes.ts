import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { Result } from '@gatepass/protocol';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { BlastRadius } from '../../../domain/blast-radius/blast-radius.ts';
import { blastRadiusInWords } from '../../../domain/blast-radius/blast-radius-in-words.ts';
import { toldNetwork } from '../../../domain/usage/last-use-in-words.ts';
import {
  accountBlastRadius,
  type BlastRadiusStore,
  clientBlastRadius,
  keyBlastRadius,
  partnerBlastRadius,
  secretBlastRadius,
} from '../../../usecases/blast-radius/read-blast-radius.ts';
import { type Operation, operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { type AdminRefusal, answerProblem } from './admin-problem.ts';
import { answers, IdParameter } from './admin-schemas.ts';
import { needs } from './authenticate-admin.ts';
import { BlastRadiusSchema } from './rotation-schemas.ts';
import { toTimeOrNull } from './to-wire.ts';

/** `?leaked=true`: what revoking the secret as a leaked one would stop. */
const LeakedQuery = Type.Object(
  {
    leaked: Type.Optional(
      Type.Enum(['true', 'false'], {
        description: '`true`: as of one that leaked, with which all goes that was made with it.',
      }),
    ),
  },
  { additionalProperties: false },
);

/** `GET /<noun>s/:id/blast-radius`: what stops with it. Asked before anything is done that cannot be undone. */
export function blastRadiusRoutes(root: FastifyInstance, deps: AdminDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/secrets/:id/blast-radius',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('secretBlastRadius', 'Tell what stops with a secret.'),
        params: IdParameter,
        querystring: LeakedQuery,
        response: answers(200, BlastRadiusSchema),
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const leaked = request.query.leaked === 'true';
      const radius = await secretBlastRadius(deps.store, request.params.id, now, leaked);
      if (!radius.ok) return answerProblem(reply, radius.refusal);
      return toBlastRadius(request.params.id, radius.value, now, deps.usageDelaySeconds);
    },
  );
  const ask = (noun: string) => `Tell what stops with a ${noun}.`;
  add(app, deps, 'clients', operation('clientBlastRadius', ask('client')), clientBlastRadius);
  add(app, deps, 'client-keys', operation('clientKeyBlastRadius', ask('public key')), keyBlastRadius);
  add(app, deps, 'accounts', operation('accountBlastRadius', ask('parent account')), accountBlastRadius);
  add(app, deps, 'partners', operation('partnerBlastRadius', ask('partner')), partnerBlastRadius);
}

function add(
  root: FastifyInstance,
  deps: AdminDeps,
  nouns: string,
  asked: Operation,
  read: (store: BlastRadiusStore, id: string, now: number) => Promise<Result<BlastRadius, AdminRefusal>>,
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    `/${nouns}/:id/blast-radius`,
    {
      onRequest: needs('read'),
      schema: { ...asked, params: IdParameter, response: answers(200, BlastRadiusSchema) },
    },
    async (request, reply) => {
      const now = deps.now();
      const radius = await read(deps.store, request.params.id, now);
      if (!radius.ok) return answerProblem(reply, radius.refusal);
      return toBlastRadius(request.params.id, radius.value, now, deps.usageDelaySeconds);
    },
  );
}

function toBlastRadius(subject: string, radius: BlastRadius, now: number, delaySeconds: number) {
  return {
    subject,
    summary: blastRadiusInWords(radius, now),
    client_ids: [...radius.clientIds],
    uses_24h: radius.uses,
    instances_24h: radius.instances,
    last_used_at: toTimeOrNull(radius.lastUsedAt),
    last_network: radius.lastNetwork === null ? null : toldNetwork(radius.lastNetwork),
    live_tokens_end_at: toTimeOrNull(radius.tokensEndAt),
    descendants: [...radius.descendantIds],
    live_secrets_left: radius.liveSecretsLeft,
    delay_seconds: delaySeconds,
  };
}
