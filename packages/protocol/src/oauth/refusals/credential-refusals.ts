import type { RefusalFacts } from './refusal-facts.ts';

/** What the text of a client id and of a secret shows. */
export const CREDENTIAL_REFUSALS = {
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
} as const satisfies Record<string, RefusalFacts>;
