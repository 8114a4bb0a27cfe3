import type { RefusalFacts } from './refusal-facts.ts';

/** What the form and its credentials show by their text alone. */
export const FORM_REFUSALS = {
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
    evidence: ['client', 'secret'],
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
    evidence: ['client', 'secret'],
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
} as const satisfies Record<string, RefusalFacts>;
