import { principalOf } from '@gatepass/guard/fastify';
import type { FastifyInstance } from 'fastify';
import { namesAnotherParent, parseWriteQuery, type Query } from '../../../domain/write-query.ts';
import type { WriteDeps } from '../../../usecases/keep-operation.ts';
import { readAccountStatus } from '../../../usecases/read-account-status.ts';
import { setAccountStatus } from '../../../usecases/set-account-status.ts';
import { responsesOf, successEnvelope } from '../../envelope.ts';
import { sendOperation } from '../../send-operation.ts';
import { sendRefusal } from '../../send-refusal.ts';
import { toAccountStatus } from './account-status.ts';
import { AccountStatus, StatusBody } from './status.schema.ts';

const PATH = '/v1/partnership/accounts/:account_id/status';

interface Target {
  readonly account_id: string;
}

/** `GET` and `PUT /v1/partnership/accounts/{account_id}/status`. */
export function statusRoutes(app: FastifyInstance, deps: WriteDeps): void {
  app.get<{ Params: Target; Querystring: Query }>(
    PATH,
    { config: { scope: 'accounts:read' }, schema: { response: responsesOf(AccountStatus) } },
    async (request, reply) => {
      const { parentAccountId } = principalOf(request);
      if (namesAnotherParent(request.query, parentAccountId)) {
        return sendRefusal(request, reply, { reason: 'parent_account_contradicted' });
      }
      const account = readAccountStatus(deps, parentAccountId, request.params.account_id);
      return account.ok
        ? successEnvelope(request.id, toAccountStatus(account.value))
        : sendRefusal(request, reply, { reason: account.refusal });
    },
  );

  app.put<{ Params: Target; Querystring: Query; Body: StatusBody }>(
    PATH,
    {
      config: { scope: 'accounts:write', callsPerMinute: 60, needsIdempotencyKey: true },
      schema: { body: StatusBody, response: responsesOf(AccountStatus) },
    },
    async (request, reply) => {
      const { parentAccountId } = principalOf(request);
      const { body, params, query, idempotencyKey } = request;
      const parsed = parseWriteQuery(query);
      if (!parsed.ok) return sendRefusal(request, reply, { reason: parsed.refusal });
      if (namesAnotherParent(query, parentAccountId)) {
        return sendRefusal(request, reply, { reason: 'parent_account_contradicted' });
      }
      const call = { parentAccountId, requestId: request.id, dryRun: parsed.value.dryRun };
      const change = { accountId: params.account_id, status: body.status, idempotencyKey };
      return sendOperation(request, reply, setAccountStatus(deps, call, change), toAccountStatus);
    },
  );
}
