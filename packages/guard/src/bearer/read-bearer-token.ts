import { ok, type Result, refuse } from '@gatepass/protocol';
import type { GuardRequest } from '../guard.ts';
import type { ReasonOf } from '../refusal/guard-refusals.ts';

/** The scheme name, compared without regard to case (RFC 9110 §11.1), where no further `tchar` makes it another. */
const BEARER_SCHEME = /^bearer(?![!#$%&'*+.^_`|~0-9a-z-])/i;

/** `b64token` (RFC 6750 §2.1) after the scheme and exactly one space. */
const BEARER_CREDENTIALS = /^bearer ([A-Za-z0-9._~+/-]+=*)$/i;

/**
 * The token of a request: from one `Authorization` header, and from nowhere else. A token in the query is never
 * read, since URLs end up in logs (RFC 9700 §4.3.2); beside the header it is a second method (RFC 6750 §2).
 */
export function readBearerToken(
  request: GuardRequest,
): Result<string, ReasonOf<'token_missing' | 'request_invalid'> | 'bearer_malformed'> {
  const [credentials, ...more] = request.header('authorization');
  if (more.length > 0) return refuse('authorization_repeated');
  const inQuery = hasAccessToken(request.url);
  if (credentials === undefined) return refuse(inQuery ? 'token_in_query' : 'authorization_missing');
  if (!BEARER_SCHEME.test(credentials)) return refuse('scheme_not_bearer');
  if (inQuery) return refuse('token_in_header_and_query');
  const token = BEARER_CREDENTIALS.exec(credentials)?.[1];
  return token === undefined ? refuse('bearer_malformed') : ok(token);
}

/** Whether the query has a parameter `access_token` (RFC 6750 §2.3), however its name is encoded. */
function hasAccessToken(url: string): boolean {
  const start = url.indexOf('?');
  return start !== -1 && new URLSearchParams(url.slice(start + 1)).has('access_token');
}
