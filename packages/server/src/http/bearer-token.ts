import type { FastifyRequest } from 'fastify';

/** The token of a request (RFC 6750 §2.1): undefined where there is none, more than one, or no token at all in it. */
export function bearerToken(request: FastifyRequest): string | undefined {
  const headers = request.raw.headersDistinct.authorization ?? [];
  return headers.length === 1 ? /^bearer ([\w.~+/-]+=*)$/i.exec(headers[0] ?? '')?.[1] : undefined;
}
