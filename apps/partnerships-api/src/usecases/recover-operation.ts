import type { Operation } from '../domain/operation.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Stores } from '../domain/stores.ts';

/**
 * An operation, for the manager that made it. It is the manager's own past answer, so it stays readable when the
 * relationship to the account has ended.
 */
export function recoverOperation(
  deps: { readonly operations: Pick<Stores['operations'], 'find'> },
  parentAccountId: string,
  operationId: string,
): Result<Operation, 'operation_unknown'> {
  const operation = deps.operations.find(operationId);
  return operation?.parentAccountId === parentAccountId ? ok(operation) : refuse('operation_unknown');
}
