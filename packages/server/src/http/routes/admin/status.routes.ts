import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { Type } from 'typebox';
import { setStatus, type WantedStatus } from '../../../usecases/set-status/set-status.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import {
  AccountSchema,
  answers,
  ClientSchema,
  IdParameter,
  PartnerSchema,
  ReasonSchema,
} from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { DryRunQuery, storeFor } from './dry-run.ts';
import { toAccount, toClient, toPartner } from './to-wire.ts';

const VERBS = [
  ['disable', 'disabled'],
  ['enable', 'active'],
] as const;

/** `POST /partners/:id/disable` and `…/enable`, and the same of clients and accounts. */
export function statusRoutes(app: FastifyInstance, deps: AdminDeps): void {
  add(app, deps, 'partner', PartnerSchema, toPartner);
  add(app, deps, 'client', ClientSchema, toClient);
  add(app, deps, 'account', AccountSchema, toAccount);
}

type Noun = WantedStatus['noun'];
type Found<N extends Noun> = Extract<Awaited<ReturnType<typeof setStatus<N>>>, { ok: true }>['value'];

function add<N extends Noun>(
  root: FastifyInstance,
  deps: AdminDeps,
  noun: N,
  schema: Type.TSchema,
  toWire: (found: Found<N>) => unknown,
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  for (const [verb, status] of VERBS) {
    app.post(
      `/${noun}s/:id/${verb}`,
      {
        onRequest: needs('issue'),
        schema: {
          params: IdParameter,
          querystring: DryRunQuery,
          body: ReasonSchema,
          response: answers(200, schema),
        },
      },
      async (request, reply) => {
        const store = storeFor(deps.store, request.query, reply);
        const wanted = { noun, id: request.params.id, status, reason: request.body.reason };
        const set = await setStatus({ store }, changeContext(request, deps.now()), wanted);
        return set.ok ? toWire(set.value) : answerProblem(reply, set.refusal);
      },
    );
  }
}
