import type { EvidenceName } from '../oauth/refusals/evidence.ts';
import type { TokenRefusalCause } from '../oauth/token-refusal.ts';
import type { Timestamp } from './types.ts';

/** A refused request. Kept for 7 days, up to a quota by client and day. */
export interface FailedRequest {
  readonly request_id: string;
  readonly at: Timestamp;
  readonly cause: TokenRefusalCause;
  /** The path; `none` where it was none of the server's. */
  readonly endpoint: string;
  /** As it was sent, where it had the form of one. */
  readonly client_id: string | null;
  /** The id of the secret or key, likewise. */
  readonly credential_id: string | null;
  /** IPv4 /32 or IPv6 /64. */
  readonly network: string | null;
}

/** The answer to `GET /api/v1/admin/clients/{id}/failures`: the latest first, `?limit=` (1 to 1000, 100 by default). */
export interface FailedRequests {
  readonly items: FailedRequest[];
  /** The latest may be missing for so long. */
  readonly delay_seconds: number;
}

/** The answer to `GET /api/v1/admin/requests/{request_id}/explanation`, and to a client that asks about its own. */
export interface RequestExplanation extends FailedRequest {
  /** HTTP status and OAuth error code of the answer. */
  readonly status: number;
  readonly error: string;
  /** What brings this answer about. */
  readonly when: string;
  /** What to do. */
  readonly cure: string;
  /** What is stored now of what the cause depends on, in sentences. */
  readonly evidence: { readonly name: EvidenceName; readonly text: string }[];
  /** Counts of use in the evidence may be late by so much. */
  readonly delay_seconds: number;
}
