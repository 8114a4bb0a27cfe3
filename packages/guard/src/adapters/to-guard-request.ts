import type { IncomingMessage } from 'node:http';
import type { GuardRequest } from '../guard.ts';

/**
 * What the guard needs of a node:http request. Headers are read from `rawHeaders`: `headers` keeps the first of
 * two `Authorization` headers and joins others, and `headersDistinct` is absent under HTTP/2 and in injected
 * requests.
 */
export function toGuardRequest(
  request: Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders'>,
): GuardRequest {
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    header: (name) => valuesOf(request.rawHeaders, name.toLowerCase()),
  };
}

/** `rawHeaders` is a flat list of names and values by turns. */
function valuesOf(rawHeaders: readonly string[], lowerCaseName: string): string[] {
  const values: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() === lowerCaseName) values.push(rawHeaders[index + 1] ?? '');
  }
  return values;
}
