import type { ProblemFacts } from './problem-facts.ts';

/** Of any request to these APIs, whatever it is about. */
export const REQUEST_PROBLEMS = {
  token_missing: {
    status: 401,
    title: 'Not authenticated',
    detail: 'Send a token for this API as Authorization: Bearer.',
  },
  token_malformed: {
    status: 401,
    title: 'Not authenticated',
    detail: 'This cannot be a token for this API; copy it again, whole.',
  },
  token_wrong: { status: 401, title: 'Not authenticated', detail: 'The token is not valid.' },
  not_allowed: {
    status: 403,
    title: 'Not allowed',
    detail: 'The role of this operator does not allow this.',
  },
  not_found: { status: 404, title: 'Not found', detail: 'There is nothing at this path.' },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'The Allow header names the methods that this path takes.',
  },
  request_not_kept: {
    status: 404,
    title: 'Not found',
    detail: 'No refused request is kept under this id.',
  },
  request_malformed: { status: 400, title: 'Malformed request', detail: 'The request is malformed.' },
  media_type_unsupported: { status: 415, title: 'Unsupported media type', detail: 'Send application/json.' },
  body_too_large: { status: 413, title: 'Too large', detail: 'The request body is too large.' },
  cursor_malformed: {
    status: 400,
    title: 'Malformed request',
    detail: 'after must be the next of an earlier answer, whole and as it was.',
  },
  if_match_malformed: {
    status: 400,
    title: 'Malformed request',
    detail: 'If-Match must be * or a list of entity tags in quotation marks, as ETag gave them.',
  },
  if_match_needless: {
    status: 400,
    title: 'Malformed request',
    detail: 'If-Match goes with a change of one object whose id is in the path.',
  },
  idempotency_key_malformed: {
    status: 400,
    title: 'Malformed request',
    detail: 'Idempotency-Key must be sent once, and be 1 to 255 visible ASCII characters, such as a UUID.',
  },
  changed_meanwhile: {
    status: 412,
    title: 'Changed meanwhile',
    detail: 'It is of none of the versions in If-Match; look at it again, and decide anew.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'Key used before',
    detail: 'Something else was asked for under this Idempotency-Key; send a fresh one.',
  },
  already_revealed: {
    status: 409,
    title: 'Already done',
    detail:
      'This was done before, and its answer held a secret, which is told once. ids names what was made; if the secret did not arrive, end it and make another.',
  },
  answer_lost: {
    status: 409,
    title: 'Already done',
    detail: 'This was done before, but its answer is not kept. ids names what was made.',
  },
  still_under_way: {
    status: 409,
    title: 'Still under way',
    detail: 'A request with this Idempotency-Key is not answered yet. Try again after Retry-After seconds.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    detail: 'You ask more often than this deployment allows. Try again after Retry-After seconds.',
  },
  too_many_wrong_tokens: {
    status: 429,
    title: 'Too many wrong tokens',
    detail: 'Too many tokens that are nobody’s came from this network. Try again after Retry-After seconds.',
  },
  unavailable: {
    status: 503,
    title: 'Unavailable',
    detail: 'The database does not answer; nothing was changed. Try again.',
  },
  failed: {
    status: 500,
    title: 'Server error',
    detail: 'The server failed. Report the request id to whoever operates it.',
  },
} as const satisfies Record<string, ProblemFacts>;
