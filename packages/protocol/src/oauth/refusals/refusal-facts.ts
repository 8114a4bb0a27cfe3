import type { EvidenceName } from './evidence.ts';

/** What is to be said of one cause, wherever it is said. */
export interface RefusalFacts {
  readonly status: number;
  /** RFC 6749 §5.2, or one of ours: `rate_limit_exceeded`, `temporarily_unavailable`. */
  readonly error: string;
  /** Goes to the caller and says what to do. Characters of RFC 6749 §5.2 only: no quotation mark, no backslash. */
  readonly description: string;
  /** For the documents: what brings this answer about. */
  readonly when: string;
  /** For the owner, who may know the cause: what to do. Where it is missing, the description says it already. */
  readonly cure?: string;
  /** For the owner: what shows that it was so. */
  readonly evidence?: readonly EvidenceName[];
  /** Whether this depends on stored state. Such causes share one answer, so that nobody can probe for clients. */
  readonly stored?: true;
}

/** The one description of everything that depends on stored state. */
export const AUTHENTICATION_FAILED =
  'Client authentication failed. Check that client_id and client_secret belong together and are still valid; whoever operates this server can look the reason up by the X-Request-Id of this answer.';
