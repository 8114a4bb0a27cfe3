interface GuardRefusalFacts {
  readonly status: 400 | 401 | 403 | 422 | 503;
  /** Stands where the answer has a `WWW-Authenticate`; without `error`, where no token was sent (RFC 6750 §3.1). */
  readonly challenge?: { readonly error?: 'invalid_request' | 'invalid_token' | 'insufficient_scope' };
  /** Goes to the caller and says what to do. Characters of RFC 6750 §3 only: no quotation mark, no backslash. */
  readonly description: string;
  /** For the documents: what brings this refusal about. */
  readonly when: string;
  /** The value of `Retry-After`, where trying again makes sense. */
  readonly retryAfterSeconds?: number;
  /** Which check failed: for the operator's log, never for the caller. */
  readonly reasons: readonly string[];
}

/**
 * Every refusal of the guard: the one table behind the answers, the README and the tests. A reason belongs to
 * exactly one code, so adding one means deciding what the caller gets to see.
 */
export const GUARD_REFUSALS = {
  token_missing: {
    status: 401,
    challenge: {},
    description: 'This call needs an access token. Send it as Authorization: Bearer and the token.',
    when: 'No `Authorization` header, another scheme than Bearer, or a token in the query only.',
    reasons: ['authorization_missing', 'scheme_not_bearer', 'token_in_query'],
  },
  request_invalid: {
    status: 400,
    challenge: { error: 'invalid_request' },
    description: 'The access token is sent more than once. Send one Authorization header and nothing else.',
    when: 'Two `Authorization` headers, or one and `access_token` in the query.',
    reasons: ['authorization_repeated', 'token_in_header_and_query'],
  },
  token_invalid: {
    status: 401,
    challenge: { error: 'invalid_token' },
    description:
      'The access token has expired, is malformed, or is not for this API. Get a new one and send it unchanged.',
    when: 'Anything wrong with the token: its form, signature, type, issuer, audience, times or claims.',
    reasons: [
      'bearer_malformed',
      'token_too_long',
      'not_compact_jws',
      'base64url_malformed',
      'header_not_json_object',
      'alg_not_allowed',
      'crit_not_supported',
      'b64_not_supported',
      'key_in_header',
      'typ_not_access_token',
      'kid_malformed',
      'kid_unknown',
      'signature_wrong',
      'payload_not_json_object',
      'iss_wrong',
      'aud_wrong',
      'exp_malformed',
      'expired',
      'nbf_malformed',
      'not_yet_valid',
      'iat_malformed',
      'issued_in_future',
      'lifetime_too_long',
      'subject_malformed',
      'jti_malformed',
      'credential_id_malformed',
      'parent_account_id_malformed',
      'scope_malformed',
    ],
  },
  parent_account_malformed: {
    status: 400,
    description: 'Send X-Platform-Parent-Account-Id once, with one account id in it.',
    when: '`X-Platform-Parent-Account-Id` twice, or not one account id of `[0-9A-Za-z_-]{1,64}`.',
    reasons: ['account_header_repeated', 'account_header_malformed'],
  },
  parent_account_missing: {
    status: 422,
    description:
      'A write needs X-Platform-Parent-Account-Id. Send the parent account id that your credentials were made for.',
    when: 'A write (any method but GET, HEAD and OPTIONS) without `X-Platform-Parent-Account-Id`.',
    reasons: ['account_header_missing'],
  },
  parent_account_mismatch: {
    status: 403,
    description: 'This access token is not for the account in X-Platform-Parent-Account-Id.',
    when: '`X-Platform-Parent-Account-Id` names another account than the token, on a read as well.',
    reasons: ['account_not_of_token'],
  },
  scope_insufficient: {
    status: 403,
    challenge: { error: 'insufficient_scope' },
    description: 'The access token lacks the scope that this call needs.',
    when: 'The token was not granted the scope of the call; the challenge names it.',
    reasons: ['scope_not_granted'],
  },
  keys_unavailable: {
    status: 503,
    description: 'Access tokens cannot be verified at the moment. Try again after the time in Retry-After.',
    when: 'There is no key set yet, or only one past its stale bound, and the issuer does not answer; or verification itself failed.',
    retryAfterSeconds: 5,
    reasons: ['key_set_unavailable', 'verification_failed'],
  },
} as const satisfies Record<string, GuardRefusalFacts>;

/** Tells the caller's mistakes apart: match on this, not on texts. */
export type GuardRefusalCode = keyof typeof GUARD_REFUSALS;

/** The reasons behind one code. */
export type ReasonOf<Code extends GuardRefusalCode> = (typeof GUARD_REFUSALS)[Code]['reasons'][number];

/** Every check that can fail. */
export type GuardRefusalReason = ReasonOf<GuardRefusalCode>;

/** What can be wrong with a token. */
export type TokenDefect = ReasonOf<'token_invalid'>;

export function guardRefusalFacts(code: GuardRefusalCode): GuardRefusalFacts {
  return GUARD_REFUSALS[code];
}
