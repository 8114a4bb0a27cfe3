import { principalOf } from '@gatepass/guard/fastify';
import type { FastifyInstance } from 'fastify';
import { namesAnotherParent, parseWriteQuery, type Query } from '../../../domain/write-query.ts';
import type { WriteDeps } from '../../../usecases/keep-operation.ts';
import { registerAccount } from '../../../usecases/register-account.ts';
import { responsesOf } from '../../envelope.ts';
import { sendOperation } from '../../send-operation.ts';
import { sendRefusal } from '../../send-refusal.ts';
import { RegisterBody, RegisteredAccount } from './register.schema.ts';
import { toRegisteredAccount, toRegistration } from './registered-account.ts';

/** `POST /v1/accounts/register/partnership`: registers a merchant, once for each external account id. */
export function registerRoute(app: FastifyInstance, deps: WriteDeps): void {
  app.post<{ Body: RegisterBody; Querystring: Query }>(
    '/v1/accounts/register/partnership',
    {
      config: { scope: 'accounts:write', callsPerMinute: 10 },
      schema: { body: RegisterBody, response: responsesOf(RegisteredAccount) },
    },
    async (request, reply) => {
      const { parentAccountId } = principalOf(request);
      const { body, query } = request;
      const parsed = parseWriteQuery(query);
      if (!parsed.ok) return sendRefusal(request, reply, { reason: parsed.refusal });
      if (body.platform_parent_account_id !== parentAccountId || namesAnotherParent(query, parentAccountId)) {
        return sendRefusal(request, reply, { reason: 'parent_account_contradicted' });
      }
      const call = { parentAccountId, requestId: request.id, dryRun: parsed.value.dryRun };
      const operation = registerAccount(deps, call, toRegistration(body));
      return sendOperation(request, reply, operation, toRegisteredAccount);
    },
  );
}
