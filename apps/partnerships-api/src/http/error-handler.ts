import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { describeInvalidBody } from './describe-invalid-body.ts';
import { RefusedBody } from './json-body.ts';
import { describeError } from './log.ts';
import type { Refusal } from './refusals.ts';
import { sendRefusal } from './send-refusal.ts';

/** Answers what Fastify refused by itself, and what nobody foresaw. */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = toRefusal(error, request);
  if (refusal.reason === 'server_error') {
    request.log.error({ request_id: request.id, error: describeError(error) }, 'request failed');
  }
  return sendRefusal(request, reply, refusal);
}

function toRefusal(error: FastifyError, request: FastifyRequest): Refusal {
  if (error.validation) {
    const schema = request.routeOptions.schema?.body as TSchema;
    return { reason: 'body_invalid', message: describeInvalidBody(schema, error.validation) };
  }
  if (error instanceof RefusedBody) return { reason: error.reason };
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { reason: 'media_type_unsupported' };
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { reason: 'body_too_large' };
    case 'FST_ERR_BAD_URL':
      return { reason: 'path_malformed' };
  }
  return error.statusCode !== undefined && error.statusCode < 500
    ? { reason: 'http_malformed' }
    : { reason: 'server_error' };
}
