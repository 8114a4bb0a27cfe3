import type { FastifyError, FastifyInstance } from 'fastify';
import { AlreadyNoted, ChangedMeanwhile } from '../../../domain/ledger/change-conditions.ts';
import { StoreUnavailable } from '../../../domain/store.ts';
import { rememberMethods } from '../../known-methods.ts';
import type { RequestLog } from '../../request-log.ts';
import { type AdminRefusal, answerProblem } from './admin-problem.ts';
import { CursorMalformed } from './cursor.ts';

/** What never reaches a route, and what fails in one, as problem details (RFC 9457). */
export function answerWithProblems(app: FastifyInstance, log: RequestLog): void {
  const methodsOf = rememberMethods(app);
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(request.url);
    if (methods.length === 0) return answerProblem(reply, 'not_found');
    reply.header('allow', methods.join(', '));
    return answerProblem(reply, 'method_not_allowed');
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const cause = causeOf(error);
    if (cause === 'failed' || cause === 'unavailable') log.failure(request.id, error);
    if (cause === 'still_under_way') reply.header('retry-after', '1');
    return answerProblem(reply, cause, detailOf(error));
  });
}

/** Names the field and the rule that it breaks; never a value, nor a name that we did not give. */
function detailOf(error: FastifyError): string | undefined {
  const [first] = error.validation ?? [];
  if (first === undefined) return undefined;
  const where = `${error.validationContext ?? 'request'}${first.instancePath}`;
  if (first.keyword === 'additionalProperties' || first.keyword === 'boolean') {
    return `${where.split('/')[0]} has a field that is not known here.`;
  }
  return `${where} ${first.message ?? 'is malformed'}.`;
}

function causeOf(error: FastifyError): AdminRefusal {
  if (error instanceof StoreUnavailable) return 'unavailable';
  if (error instanceof ChangedMeanwhile) return 'changed_meanwhile';
  if (error instanceof AlreadyNoted) return 'still_under_way';
  if (error instanceof CursorMalformed) return 'cursor_malformed';
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'body_too_large';
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'media_type_unsupported';
  return error.statusCode !== undefined && error.statusCode < 500 ? 'request_malformed' : 'failed';
}
