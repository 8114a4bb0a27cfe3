import { type OAuthErrorBody, type TokenRefusalCause, tokenRefusalFacts } from '@gatepass/protocol';
import type { FastifyReply } from 'fastify';

/** Seconds after which trying again makes sense. */
const RETRY_AFTER_SECONDS = '5';

/**
 * The one place where a refusal meets HTTP (RFC 6749 §5.2), outside the admin API. What the caller gets follows
 * from the table in protocol; the cause itself goes to the log only.
 */
export function answerRefusal(reply: FastifyReply, cause: TokenRefusalCause): FastifyReply {
  const { status, error, description } = tokenRefusalFacts(cause);
  reply.request.refusalCause = cause;
  reply.code(status).headers({ 'cache-control': 'no-store', pragma: 'no-cache' });
  // RFC 9110 §15.5.2: every 401 names a scheme; the answer is the same whether or not Basic was used.
  if (status === 401) reply.header('www-authenticate', 'Basic realm="gatepass", charset="UTF-8"');
  if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
  const body: OAuthErrorBody = { error, error_description: description };
  return reply.send(body);
}
