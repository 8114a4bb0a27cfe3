import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';

/** Fastify's own lines hold the whole URL, query and all; ours name what may be logged. */
export const quietLogController = new LogController({
  disableRequestLogging: true,
  requestIdLogLabel: 'request_id',
});

/** One line for each answer. Headers, query, path and body are not in it, so no token can be (RFC 9700 §4.3.2). */
export function logAnswer(request: FastifyRequest, reply: FastifyReply): void {
  request.log.info(
    {
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      client_id: request.clientId ?? null,
      refusal: request.refusedBy,
    },
    'answered',
  );
}

/** What looks like a token or a credential, wherever it came from. */
const CREDENTIAL = /\beyJ[\w.-]+|\brs(?:ec|op|api)_\w+/g;

/** An error for the log: it may quote what it failed on, so whatever looks like a credential is taken out. */
export function describeError(error: unknown): { name: string; code: unknown; stack: string } {
  const { name, code, stack }: Error & { code?: unknown } =
    error instanceof Error ? error : new Error(String(error));
  return { name, code, stack: (stack ?? '').replace(CREDENTIAL, '[removed]') };
}
