interface TokenRefusalFacts {
  readonly status: number;
  /** RFC 6749 §5.2, or one of ours: `rate_limit_exceeded`, `temporarily_unavailable`. */
  readonly error: string;
  /** Goes to the caller and says what to do. Characters of RFC 6749 §5.2 only: no quotation mark, no backslash. */
  readonly description: string;
  /** For the documents: what brings this answer about. */
  readonly when: string;
  /** Whether this depends on stored state. Such causes share one answer, so that nobody can probe for clients. */
  readonly stored?: true;
}

const AUTHENTICATION_FAILED =
  'Client authentication failed. Check that client_id and client_secret belong together and are still valid; whoever operates this server can look the reason up by the X-Request-Id of this answer.';

function stored(when: string): TokenRefusalFacts {
  return { status: 401, error: 'invalid_client', description: AUTHENTICATION_FAILED, when, stored: true };
}

/**
 * Every cause for which the authorization server refuses a request outside its admin API: the one table behind
 * the answers, the document `docs/error-codes.md` and the tests. The order is the order of checks.
 */
export const TOKEN_REFUSALS = {
  malformed_http: {
    status: 400,
    error: 'invalid_request',
    description: 'The request is not well-formed HTTP.',
    when: 'The bytes are no HTTP request, or two lengths contradict each other.',
  },
  headers_too_large: {
    status: 431,
    error: 'invalid_request',
    description: 'The request headers are too large. Send at most 16 KiB.',
    when: 'Request line and headers exceed 16 KiB.',
  },
  request_timeout: {
    status: 408,
    error: 'invalid_request',
    description: 'The request did not arrive in time. Send it again, whole.',
    when: 'Headers or body were not complete within the read timeout.',
  },
  path_unknown: {
    status: 404,
    error: 'invalid_request',
    description: 'There is nothing at this path. Tokens are issued at POST /api/v1/oauth/token.',
    when: 'The path is not one of ours, byte for byte.',
  },
  method_not_allowed: {
    status: 405,
    error: 'invalid_request',
    description: 'This path does not take this method. The Allow header names those it takes.',
    when: 'A known path with another method (RFC 6749 §3.2: the token endpoint takes POST).',
  },
  body_too_large: {
    status: 413,
    error: 'invalid_request',
    description: 'The request body is too large. A token request has at most 8192 bytes.',
    when: 'The body exceeds 8192 bytes.',
  },
  content_encoding_unsupported: {
    status: 415,
    error: 'invalid_request',
    description: 'Content-Encoding is not supported here. Send the body uncompressed.',
    when: 'Any `Content-Encoding` but `identity`; nothing is inflated.',
  },
  media_type_json: {
    status: 400,
    error: 'invalid_request',
    description:
      'The body is JSON. Send the same parameters as application/x-www-form-urlencoded; with curl, one --data-urlencode for each.',
    when: 'A JSON media type (RFC 6749 §4.4.2 wants a form).',
  },
  media_type_unsupported: {
    status: 400,
    error: 'invalid_request',
    description: 'Send the parameters with Content-Type: application/x-www-form-urlencoded, in UTF-8.',
    when: 'No media type, another one, or a charset other than UTF-8.',
  },
  form_malformed_percent: {
    status: 400,
    error: 'invalid_request',
    description:
      'The body has a percent sign without two hexadecimal digits behind it. Encode each value; with curl, by --data-urlencode.',
    when: '`%` or `%zz` in the body (RFC 6749 Appendix B).',
  },
  form_invalid_utf8: {
    status: 400,
    error: 'invalid_request',
    description: 'The body is not UTF-8.',
    when: 'Bytes that are no UTF-8, plain or percent-encoded.',
  },
  form_duplicate_parameter: {
    status: 400,
    error: 'invalid_request',
    description: 'A parameter is sent more than once. Send each parameter once.',
    when: 'A name twice, with equal or different values, known or not (RFC 6749 §3.2).',
  },
  credentials_in_query: {
    status: 400,
    error: 'invalid_request',
    description:
      'Credentials were sent in the URL, where logs keep them. Send them in the body, and replace this client_secret: it counts as exposed.',
    when: '`client_id`, `client_secret` or `client_assertion` in the query (RFC 6749 §2.3.1). A secret that verifies is noted as exposed.',
  },
  authorization_repeated: {
    status: 400,
    error: 'invalid_request',
    description: 'The Authorization header is sent more than once.',
    when: 'Two `Authorization` headers.',
  },
  two_authentication_methods: {
    status: 400,
    error: 'invalid_request',
    description:
      'The client authenticates in two ways at once. Use the Authorization header or the body parameters, not both.',
    when: '`Authorization` together with `client_secret` or `client_assertion`, or these two together (RFC 6749 §2.3).',
  },
  client_id_contradicts: {
    status: 400,
    error: 'invalid_request',
    description:
      'The client_id in the body is not the one in the Authorization header. Leave it out of the body.',
    when: 'Basic credentials with another `client_id` in the body.',
  },
  secret_from_browser: {
    status: 400,
    error: 'invalid_request',
    description:
      'A client_secret was sent by a script in a browser, where everybody can read it. Request tokens from a server, and replace this client_secret: it counts as exposed.',
    when: 'A secret with an `Origin`, `Sec-Fetch-Site` or `Sec-Fetch-Dest` header, which only browsers send. A secret that verifies is noted as exposed.',
  },
  grant_type_missing: {
    status: 400,
    error: 'invalid_request',
    description: 'The parameter grant_type is missing or empty. Send grant_type=client_credentials.',
    when: 'No `grant_type`, or an empty one (RFC 6749 §3.2: empty counts as omitted).',
  },
  grant_type_unsupported: {
    status: 400,
    error: 'unsupported_grant_type',
    description: 'This grant_type is not supported. Send grant_type=client_credentials.',
    when: 'Any `grant_type` but exactly `client_credentials`.',
  },
  basic_malformed: {
    status: 401,
    error: 'invalid_client',
    description:
      'The Authorization header is not well-formed. After Basic comes the base64 of client_id:client_secret, each form-encoded.',
    when: 'Another scheme than Basic, no base64, no colon, or malformed percent-encoding (RFC 7617 §2, RFC 6749 §2.3.1).',
  },
  client_assertion_unsupported: {
    status: 401,
    error: 'invalid_client',
    description: 'client_assertion is not supported here. Authenticate with client_id and client_secret.',
    when: '`client_assertion` or `client_assertion_type` is sent.',
  },
  client_id_missing: {
    status: 401,
    error: 'invalid_client',
    description: 'The parameter client_id is missing or empty. Send client_id and client_secret.',
    when: 'No `client_id`, or an empty one.',
  },
  client_secret_missing: {
    status: 401,
    error: 'invalid_client',
    description:
      'The parameter client_secret is missing or empty. Send the secret that belongs to client_id.',
    when: 'No `client_secret`, or an empty one.',
  },
  client_id_environment: {
    status: 401,
    error: 'invalid_client',
    description:
      'This client_id is of another environment. Live credentials work on live servers, sandbox credentials (with _test_) on sandbox servers.',
    when: 'A sandbox `client_id` at a live server, or the reverse.',
  },
  client_id_malformed: {
    status: 401,
    error: 'invalid_client',
    description:
      'This client_id cannot be one of ours: its prefix, length or characters are wrong. Copy it again, whole and without spaces.',
    when: 'The prefix, length or alphabet of `client_id` is wrong.',
  },
  client_secret_environment: {
    status: 401,
    error: 'invalid_client',
    description:
      'This client_secret is of another environment. Live credentials work on live servers, sandbox credentials (with _test_) on sandbox servers.',
    when: 'A sandbox `client_secret` at a live server, or the reverse.',
  },
  client_secret_malformed: {
    status: 401,
    error: 'invalid_client',
    description:
      'This client_secret cannot be one of ours: its prefix, length or characters are wrong. Copy it again, whole and without spaces.',
    when: 'The prefix, length or alphabet of `client_secret` is wrong.',
  },
  client_secret_checksum: {
    status: 401,
    error: 'invalid_client',
    description:
      'This client_secret has a typing error: its last six characters do not match the rest. Copy it again from where you keep it.',
    when: 'The CRC-32 in the secret does not fit.',
  },
  client_unknown: stored('No client has this id.'),
  secret_wrong: stored('The client is known, and this is none of its secrets.'),
  secret_not_yet_valid: stored('The secret is right, and its `not_before` lies ahead.'),
  secret_expired: stored('The secret was right, and its end has passed.'),
  secret_revoked: stored('The secret was right, and it was revoked.'),
  client_disabled: stored('The secret is right, and the client is disabled.'),
  partner_disabled: stored('The secret is right, and the partner is disabled.'),
  resource_malformed: {
    status: 400,
    error: 'invalid_target',
    description: 'resource must be an absolute URI without a fragment.',
    when: '`resource` is no absolute URI, or has a fragment (RFC 8707 §2).',
  },
  resource_unknown: {
    status: 400,
    error: 'invalid_target',
    description:
      'resource names no API that this server issues tokens for. Leave it out for the default one.',
    when: '`resource` equals no registered audience (RFC 8707 §2).',
  },
  scope_malformed: {
    status: 400,
    error: 'invalid_scope',
    description: 'scope is malformed. Send scope tokens separated by single spaces.',
    when: '`scope` is outside the grammar of RFC 6749 §3.3, or has more than 64 tokens.',
  },
  scope_not_granted: {
    status: 400,
    error: 'invalid_scope',
    description:
      'scope asks for something this client was not granted. Leave scope out to get all that it was.',
    when: 'A requested scope is not granted to the client; nothing is narrowed silently.',
  },
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
} as const satisfies Record<string, TokenRefusalFacts>;

/** Why a request was refused: what the operator's log says, never the caller's answer. */
export type TokenRefusalCause = keyof typeof TOKEN_REFUSALS;

export function tokenRefusalFacts(cause: TokenRefusalCause): TokenRefusalFacts {
  return TOKEN_REFUSALS[cause];
}
