import { ASSERTION_REFUSALS } from './refusals/assertion-refusals.ts';
import { AUTHENTICATION_REFUSALS } from './refusals/authentication-refusals.ts';
import { CREDENTIAL_REFUSALS } from './refusals/credential-refusals.ts';
import { ENDPOINT_REFUSALS } from './refusals/endpoint-refusals.ts';
import { FORM_REFUSALS } from './refusals/form-refusals.ts';
import { GRANT_REFUSALS } from './refusals/grant-refusals.ts';
import { HTTP_REFUSALS } from './refusals/http-refusals.ts';
import type { RefusalFacts } from './refusals/refusal-facts.ts';

/**
 * Every cause for which the authorization server refuses a request outside its admin API: the one table behind
 * the answers, the document `docs/error-codes.md` and the tests. The order is the order of checks.
 */
export const TOKEN_REFUSALS = {
  ...HTTP_REFUSALS,
  ...FORM_REFUSALS,
  ...ASSERTION_REFUSALS,
  ...CREDENTIAL_REFUSALS,
  ...AUTHENTICATION_REFUSALS,
  ...GRANT_REFUSALS,
  ...ENDPOINT_REFUSALS,
  server_unavailable: {
    status: 503,
    error: 'temporarily_unavailable',
    description: 'The server cannot answer at the moment. Try again after the time in Retry-After.',
    when: 'The database does not answer.',
  },
  server_error: {
    status: 500,
    error: 'server_error',
    description: 'The server failed. Report the X-Request-Id of this answer to whoever operates it.',
    when: 'A bug. No input is known to bring it about.',
  },
} as const satisfies Record<string, RefusalFacts>;

/** Why a request was refused: what the operator's log says, never the caller's answer. */
export type TokenRefusalCause = keyof typeof TOKEN_REFUSALS;

export function tokenRefusalFacts(cause: TokenRefusalCause): RefusalFacts {
  return TOKEN_REFUSALS[cause];
}
