import type { RefusalFacts } from './refusal-facts.ts';

/** An assertion that its own text condemns (RFC 7523 §3). */
function assertion(description: string, when: string): RefusalFacts {
  return { status: 401, error: 'invalid_client', description, when };
}

/** What a client assertion shows by its text alone (RFC 7521 §4.2, RFC 7523 §3). */
export const ASSERTION_REFUSALS = {
  assertion_type_unknown: {
    status: 400,
    error: 'invalid_request',
    description:
      'client_assertion_type must be urn:ietf:params:oauth:client-assertion-type:jwt-bearer, and come with client_assertion.',
    when: '`client_assertion` without that type, with another one, or the type alone (RFC 7521 §4.2).',
  },
  assertion_malformed: assertion(
    'client_assertion is not a well-formed signed JWT. Send header, payload and signature, each in base64url without padding; typ, where it is sent, must be JWT or client-authentication+jwt.',
    'Not three parts of strict base64url, no JSON objects in them, a doubled member, `crit`, `b64`, a `typ` of another kind of JWT, or more than 4096 characters.',
  ),
  assertion_algorithm: assertion(
    'The algorithm of client_assertion is not accepted. Sign it with RS256, PS256, ES256 or EdDSA.',
    '`alg` is `none`, symmetric, or any other than those four (RFC 8725 §3.1).',
  ),
  assertion_subject: assertion(
    'iss and sub of client_assertion must both be the client_id, and client_id, where it is sent, the same.',
    '`iss`, `sub` and `client_id` differ, or one is no client id of this environment (RFC 7523 §3).',
  ),
  assertion_audience: assertion(
    'aud of client_assertion must be exactly the issuer of this server, as one string. Its metadata names it.',
    '`aud` is missing, the URL of the token endpoint, another server, or a list.',
  ),
  assertion_lifetime: assertion(
    'client_assertion must have an exp at most 300 seconds ahead, not be expired, and have no iat or nbf in the future. Check the clock of the machine that signs.',
    '`exp` is missing, past or more than 300 s ahead, or `iat` or `nbf` more than 10 s ahead (60 s are refused by every clock).',
  ),
  assertion_id_missing: assertion(
    'client_assertion needs a jti of 1 to 256 characters, a new one each time.',
    'No `jti`, an empty one, one that is no string, or a longer one.',
  ),
} as const satisfies Record<string, RefusalFacts>;
