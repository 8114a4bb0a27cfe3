import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { Type } from 'typebox';
import { setStatus, type WantedStatus } from '../../../usecases/set-status/set-status.ts';
import { type Operation, operation } from '../../operation.ts';
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
import { MemberSchema } from './people-schemas.ts';
import { toMember } from './people-to-wire.ts';
import { toAccount, toClient, toPartner } from './to-wire.ts';

const VERBS = [
  ['disable', 'disabled'],
  ['enable', 'active'],
] as const;

interface StatusRoute<Found> {
  readonly operations: { readonly disable: Operation; readonly enable: Operation };
  readonly schema: Type.TSchema;
  readonly toWire: (found: Found) => unknown;
}

/** `POST /partners/:id/disable` and `…/enable`, and the same of clients, accounts and members. */
export function statusRoutes(app: FastifyInstance, deps: AdminDeps): void {
  add(app, deps, 'partner', {
    operations: {
      disable: operation('disablePartner', 'Stop a partner: none of its clients gets a token.', [
        'partner.disabled',
      ]),
      enable: operation('enablePartner', 'Enable a partner again.', ['partner.enabled']),
    },
    schema: PartnerSchema,
    toWire: toPartner,
  });
  add(app, deps, 'client', {
    operations: {
      disable: operation('disableClient', 'Stop a client: it gets no token.', ['client.disabled']),
      enable: operation('enableClient', 'Enable a client again.', ['client.enabled']),
    },
    schema: ClientSchema,
    toWire: toClient,
  });
  add(app, deps, 'account', {
    operations: {
      disable: operation('disableAccount', 'Stop a parent account: no client for it gets a token.', [
        'account.disabled',
      ]),
      enable: operation('enableAccount', 'Enable a parent account again.', ['account.enabled']),
    },
    schema: AccountSchema,
    toWire: toAccount,
  });
  add(app, deps, 'member', {
    operations: {
      disable: operation('disableMember', 'Stop a member of a partner: none of their tokens works.', [
        'member.disabled',
      ]),
      enable: operation('enableMember', 'Enable a member of a partner again.', ['member.enabled']),
    },
    schema: MemberSchema,
    toWire: toMember,
  });
}

type Noun = WantedStatus['noun'];
type Found<N extends Noun> = Extract<Awaited<ReturnType<typeof setStatus<N>>>, { ok: true }>['value'];

function add<N extends Noun>(
  root: FastifyInstance,
  deps: AdminDeps,
  noun: N,
  { operations, schema, toWire }: StatusRoute<Found<N>>,
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  for (const [verb, status] of VERBS) {
    app.post(
      `/${noun}s/:id/${verb}`,
      {
        onRequest: needs('issue'),
        schema: {
          ...operations[verb],
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
