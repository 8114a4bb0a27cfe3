import type { IncomingMessage } from 'node:http';
import type { RawRequest } from './parse-client-request.ts';

/** What the parser needs to know of a request and its body. */
export function toRawRequest(request: IncomingMessage, body: Uint8Array): RawRequest {
  return {
    body,
    query: queryOf(request),
    authorization: authorizationOf(request),
    fromBrowser: isFromBrowser(request),
  };
}

/** What follows the question mark, if anything. */
export function queryOf({ url = '' }: IncomingMessage): string {
  const mark = url.indexOf('?');
  return mark === -1 ? '' : url.slice(mark + 1);
}

/** `headers` keeps only the first of two `Authorization` headers; the second must not go unseen. */
function authorizationOf(request: IncomingMessage): readonly string[] {
  return request.headers.authorization === undefined ? [] : (request.headersDistinct.authorization ?? []);
}

/**
 * Only browsers send these of themselves: `Origin` on every POST by a script, `Sec-Fetch-Site` and
 * `Sec-Fetch-Dest` with every request (Fetch Metadata). Node's own fetch sends `Sec-Fetch-Mode`, so that tells nothing.
 */
function isFromBrowser({ headers }: IncomingMessage): boolean {
  return (
    headers.origin !== undefined ||
    headers['sec-fetch-site'] !== undefined ||
    headers['sec-fetch-dest'] !== undefined
  );
}
