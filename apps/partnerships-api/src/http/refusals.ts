import type { GuardRefusal } from '@gatepass/guard';
import type { KeyRefusal } from '../domain/idempotency.ts';
import type { WriteRefusal } from '../domain/operation.ts';
import type { QueryRefusal } from '../domain/write-query.ts';
import type { ErrorStatus } from './envelope.ts';

type RequestRefusal =
  | 'http_malformed'
  | 'host_malformed'
  | 'path_malformed'
  | 'path_unknown'
  | 'media_type_unsupported'
  | 'body_too_large'
  | 'body_malformed'
  | 'parent_account_contradicted'
  | 'operation_unknown'
  | 'server_error';

type PlainReason = RequestRefusal | KeyRefusal | QueryRefusal | WriteRefusal;

/** Why a request is not carried out. The guard's refusals come as they are. */
export type Refusal =
  | { readonly reason: PlainReason }
  | { readonly reason: 'guard'; readonly refusal: GuardRefusal }
  | { readonly reason: 'rate_limited'; readonly retryAfterSeconds: number }
  | { readonly reason: 'method_unknown'; readonly allowed: readonly string[] }
  | { readonly reason: 'body_invalid'; readonly message: string }
  | { readonly reason: 'token_in_body' };

interface Facts {
  readonly status: ErrorStatus;
  /** Goes to the caller and says what to do. Fixed: nothing of the request is in it. */
  readonly message: string;
}

/** The one table of this API's own refusals. What HTTP has a finer status for gets the nearest of the contract. */
const REFUSALS: Readonly<Record<PlainReason, Facts>> = {
  http_malformed: {
    status: 400,
    message: 'The request is not well-formed HTTP, or it did not arrive whole.',
  },
  host_malformed: { status: 400, message: 'The request needs exactly one Host header.' },
  path_malformed: {
    status: 400,
    message: 'The path has a percent sign without a UTF-8 character behind it.',
  },
  path_unknown: { status: 404, message: 'There is nothing at this path.' },
  media_type_unsupported: {
    status: 400,
    message: 'Send the body as JSON, uncompressed, with Content-Type: application/json.',
  },
  body_too_large: { status: 400, message: 'The body is too large. Send at most 65536 bytes.' },
  body_malformed: { status: 400, message: 'The body is not well-formed JSON in UTF-8.' },
  query_unknown: {
    status: 400,
    message: 'The query of a write takes dry_run and platform_parent_account_id, and nothing else.',
  },
  dry_run_malformed: { status: 400, message: 'dry_run takes the one value true. Leave it out to write.' },
  idempotency_key_missing: {
    status: 400,
    message:
      'This write needs an Idempotency-Key header: a new UUID for each write, the same one to repeat it.',
  },
  idempotency_key_repeated: { status: 400, message: 'Send Idempotency-Key once.' },
  idempotency_key_malformed: { status: 400, message: 'Idempotency-Key must be a UUID.' },
  parent_account_contradicted: {
    status: 403,
    message: 'The request names another parent account than the one its access token is for.',
  },
  account_unknown: { status: 404, message: 'You manage no account with this id.' },
  relationship_revoked: {
    status: 403,
    message: 'You no longer manage this account: the relationship was revoked.',
  },
  operation_unknown: { status: 404, message: 'You made no operation with this id, or it was too long ago.' },
  external_account_taken: {
    status: 409,
    message:
      'Another registration has this external_account_id. Repeat that one unchanged, or use another id.',
  },
  idempotency_key_reused: {
    status: 409,
    message: 'This Idempotency-Key was used for another write to this account. Send a new one.',
  },
  server_error: {
    status: 500,
    message: 'The API failed. Report the request_id of this answer to whoever operates it.',
  },
};

interface Answer extends Facts {
  readonly headers: Readonly<Record<string, string>>;
  /** For the log: which check refused. */
  readonly reason: string;
}

/** What a refusal looks like over HTTP. */
export function toAnswer(refusal: Refusal): Answer {
  switch (refusal.reason) {
    case 'guard':
      return toGuardAnswer(refusal.refusal);
    case 'rate_limited':
      return {
        status: 429,
        message: 'Too many calls of this kind within a minute. Try again after the seconds in Retry-After.',
        headers: { 'retry-after': String(refusal.retryAfterSeconds) },
        reason: refusal.reason,
      };
    case 'method_unknown':
      return {
        status: 404,
        message:
          'There is nothing at this path for this method. The Allow header names the methods it takes.',
        headers: { allow: refusal.allowed.join(', ') },
        reason: refusal.reason,
      };
    case 'token_in_body':
      return {
        status: 400,
        message: 'The access token is sent more than once. Send it in the Authorization header only.',
        headers: { 'www-authenticate': 'Bearer error="invalid_request"' },
        reason: refusal.reason,
      };
    case 'body_invalid':
      return { status: 400, message: refusal.message, headers: {}, reason: refusal.reason };
    default:
      return { ...REFUSALS[refusal.reason], headers: {}, reason: refusal.reason };
  }
}

/** The guard's 503 becomes 500, since the contract's list of errors has none; `Retry-After` says what to do. */
function toGuardAnswer({ status, description, challenge, retryAfterSeconds, reason }: GuardRefusal): Answer {
  return {
    status: status === 503 ? 500 : status,
    message: description,
    headers: {
      ...(challenge !== undefined && { 'www-authenticate': challenge }),
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    },
    reason,
  };
}
