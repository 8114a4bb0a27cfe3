import { bearerChallenge } from '../bearer/challenge.ts';
import {
  GUARD_REFUSALS,
  type GuardRefusalCode,
  type GuardRefusalReason,
  guardRefusalFacts,
} from './guard-refusals.ts';

/** Why a request is refused, and what an answer needs. How the body looks is the API's choice. */
export interface GuardRefusal {
  readonly code: GuardRefusalCode;
  readonly status: 400 | 401 | 403 | 422 | 503;
  /** The value of `WWW-Authenticate` (RFC 6750 §3), where the answer must have one. */
  readonly challenge?: string;
  /** For the caller: fixed text for each code, nothing of the request in it. */
  readonly description: string;
  /** For the operator's log: which check failed. A fixed word; no token, no secret. */
  readonly reason: GuardRefusalReason;
  /** The value of `Retry-After`, in seconds, where trying again makes sense. */
  readonly retryAfterSeconds?: number;
}

const CODES = new Map(
  (Object.keys(GUARD_REFUSALS) as GuardRefusalCode[]).flatMap((code) =>
    guardRefusalFacts(code).reasons.map((reason) => [reason, code] as const),
  ),
);

/** Turns the check that failed into what the API answers with; `scope` is the one that was needed. */
export function toRefusal(reason: GuardRefusalReason, realm: string, scope?: string): GuardRefusal {
  const code = CODES.get(reason) as GuardRefusalCode; // the type of `reason` is derived from the same table
  const { status, challenge, description, retryAfterSeconds } = guardRefusalFacts(code);
  return {
    code,
    status,
    description,
    reason,
    ...(challenge && { challenge: bearerChallenge(realm, challenge.error, description, scope) }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}
