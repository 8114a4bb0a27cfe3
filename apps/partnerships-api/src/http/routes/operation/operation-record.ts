import type { Operation, WriteValue } from '../../../domain/operation.ts';
import { errorEnvelope, successEnvelope } from '../../envelope.ts';
import { toAnswer } from '../../refusals.ts';
import { toRegisteredAccount } from '../register/registered-account.ts';
import { toAccountStatus } from '../status/account-status.ts';
import type { OperationRecord } from './operation.schema.ts';

export function toOperationRecord({ operationId, requestId, outcome }: Operation): OperationRecord {
  if (outcome.ok) {
    const response_body = toSuccess(requestId, outcome.value);
    return { operation_id: operationId, status: 'completed', response_body, error: null };
  }
  const { status, message } = toAnswer({ reason: outcome.refusal });
  const response_body = errorEnvelope(requestId, status, message);
  return { operation_id: operationId, status: 'failed', response_body, error: message };
}

function toSuccess(requestId: string, { kind, account }: WriteValue): OperationRecord['response_body'] {
  switch (kind) {
    case 'account_registered':
      return successEnvelope(requestId, toRegisteredAccount(account));
    case 'status_set':
      return successEnvelope(requestId, toAccountStatus(account));
  }
}
