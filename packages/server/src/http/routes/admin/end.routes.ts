import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { Result } from '@gatepass/protocol';
import type { FastifyInstance } from 'fastify';
import type { Type } from 'typebox';
import type { ChangeContext } from '../../../domain/ledger/ledger-entry.ts';
import {
  type SetEndDeps,
  setAccountEnd,
  setClientEnd,
  setPartnerEnd,
  type WantedEnd,
} from '../../../usecases/set-end/set-end.ts';
import { type Operation, operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { type AdminRefusal, answerProblem } from './admin-problem.ts';
import {
  AccountSchema,
  answers,
  ClientSchema,
  IdParameter,
  PartnerSchema,
  SetEndSchema,
} from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { toAccount, toClient, toPartner } from './to-wire.ts';

/** `PUT /clients/:id/end`, and the same of accounts and partners: until when tokens are to be had. */
export function endRoutes(app: FastifyInstance, deps: AdminDeps): void {
  add(app, deps, '/clients/:id/end', {
    operation: operation('setClientEnd', 'Set until when a client gets tokens.', ['client.configured']),
    schema: ClientSchema,
    setEnd: setClientEnd,
    toWire: toClient,
  });
  add(app, deps, '/accounts/:id/end', {
    operation: operation('setAccountEnd', 'Set until when there are tokens for an account.', [
      'account.configured',
    ]),
    schema: AccountSchema,
    setEnd: setAccountEnd,
    toWire: toAccount,
  });
  add(app, deps, '/partners/:id/end', {
    operation: operation('setPartnerEnd', 'Set until when the clients of a partner get tokens.', [
      'partner.configured',
    ]),
    schema: PartnerSchema,
    setEnd: setPartnerEnd,
    toWire: toPartner,
  });
}

interface EndRoute<Found> {
  readonly operation: Operation;
  readonly schema: Type.TSchema;
  readonly setEnd: (
    deps: SetEndDeps,
    context: ChangeContext,
    wanted: WantedEnd,
  ) => Promise<Result<Found, AdminRefusal>>;
  readonly toWire: (found: Found) => unknown;
}

function add<Found>(root: FastifyInstance, deps: AdminDeps, path: string, route: EndRoute<Found>): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.put(
    path,
    {
      onRequest: needs('issue'),
      schema: {
        ...route.operation,
        params: IdParameter,
        body: SetEndSchema,
        response: answers(200, route.schema),
      },
    },
    async (request, reply) => {
      const { ends_at: text } = request.body;
      const endsAt = text === null ? null : Date.parse(text);
      if (Number.isNaN(endsAt)) {
        return answerProblem(reply, 'request_malformed', 'ends_at must be a time that exists.');
      }
      const wanted = { id: request.params.id, endsAt };
      const set = await route.setEnd(deps, changeContext(request, deps.now()), wanted);
      return set.ok ? route.toWire(set.value) : answerProblem(reply, set.refusal);
    },
  );
}
