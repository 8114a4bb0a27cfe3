import type { RefusalFacts } from './refusal-facts.ts';

/** What is no request of ours at all: by its bytes, its path, its method or its headers. */
export const HTTP_REFUSALS = {
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
} as const satisfies Record<string, RefusalFacts>;
