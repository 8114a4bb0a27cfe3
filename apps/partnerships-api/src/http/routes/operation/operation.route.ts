import { principalOf } from '@gatepass/guard/fastify';
import type { FastifyInstance } from 'fastify';
import type { OperationStore } from '../../../domain/stores.ts';
import { namesAnotherParent, type Query } from '../../../domain/write-query.ts';
import { recoverOperation } from '../../../usecases/recover-operation.ts';
import { responsesOf, successEnvelope } from '../../envelope.ts';
import { sendRefusal } from '../../send-refusal.ts';
import { OperationRecord } from './operation.schema.ts';
import { toOperationRecord } from './operation-record.ts';

/** `GET /v1/partnership/operations/{operation_id}`: recovers the answer of a write. */
export function operationRoute(app: FastifyInstance, deps: { readonly operations: OperationStore }): void {
  app.get<{ Params: { operation_id: string }; Querystring: Query }>(
    '/v1/partnership/operations/:operation_id',
    {
      config: { scope: 'accounts:read', callsPerMinute: 600 },
      schema: { response: responsesOf(OperationRecord) },
    },
    async (request, reply) => {
      const { parentAccountId } = principalOf(request);
      if (namesAnotherParent(request.query, parentAccountId)) {
        return sendRefusal(request, reply, { reason: 'parent_account_contradicted' });
      }
      const operation = recoverOperation(deps, parentAccountId, request.params.operation_id);
      return operation.ok
        ? successEnvelope(request.id, toOperationRecord(operation.value))
        : sendRefusal(request, reply, { reason: operation.refusal });
    },
  );
}
