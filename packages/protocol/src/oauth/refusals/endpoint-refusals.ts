import { AUTHENTICATION_FAILED, type RefusalFacts } from './refusal-facts.ts';

/** What the other endpoints refuse: introspection, revocation, what clients do for themselves, leaks. */
export const ENDPOINT_REFUSALS = {
  caller_not_authenticated: {
    status: 401,
    error: 'invalid_client',
    description:
      'Authenticate as a client, as at the token endpoint, or as an API with Authorization: Bearer and its key.',
    when: 'An introspection without any credentials (RFC 7662 §2.1).',
  },
  api_key_malformed: {
    status: 401,
    error: 'invalid_client',
    description: 'This cannot be the key of an API of this server; copy it again, whole.',
    when: 'A bearer credential at the introspection endpoint whose prefix, length or checksum is wrong.',
  },
  api_key_wrong: {
    status: 401,
    error: 'invalid_client',
    description: AUTHENTICATION_FAILED,
    when: 'No API has this key.',
    cure: 'Use the key that was shown when the API was made.',
    stored: true,
  },
  token_missing: {
    status: 400,
    error: 'invalid_request',
    description: 'The parameter token is missing or empty.',
    when: 'No `token` at the introspection or revocation endpoint (RFC 7662 §2.1, RFC 7009 §2.1).',
  },
  token_of_another_client: {
    status: 400,
    error: 'invalid_grant',
    description: 'This token was issued to another client. Each client revokes its own.',
    when: 'A valid token of another client at the revocation endpoint (RFC 7009 §2.1). The token stays good.',
    evidence: ['client'],
  },
  label_malformed: {
    status: 400,
    error: 'invalid_request',
    description: 'label must be 1 to 200 characters without control characters. It may be left out.',
    when: '`label` at the self-service endpoint is too long, or has a control character.',
  },
  self_rotation_not_allowed: {
    status: 403,
    error: 'unauthorized_client',
    description: 'This client may not make itself a secret. An operator can allow it.',
    when: 'Self-service rotation is off for the client, which is the default.',
    evidence: ['client'],
  },
  self_rotation_exposed: {
    status: 403,
    error: 'unauthorized_client',
    description:
      'The secret that was used, or one that it descends from, counts as exposed and can make no other. Ask the platform.',
    when: 'A secret that was seen in a URL, from a browser or in a leak asks for a new one, or one that was made with such a secret.',
    evidence: ['client', 'secret'],
  },
  self_rotation_pending: {
    status: 409,
    error: 'invalid_request',
    description:
      'A new secret was made before, and no use of it is known yet. Deploy that one, or have it cancelled. A use at another server may take some seconds to be known.',
    when: 'The client already has a secret of its own making that was never used, as far as this server knows: others write their counts every 10 seconds (setting USAGE_INTERVAL).',
    evidence: ['client', 'live_secrets'],
  },
  self_rotation_replaced: {
    status: 409,
    error: 'invalid_request',
    description: 'The secret that was used is being replaced already. Deploy the one that takes its place.',
    when: 'A secret that is to retire in favour of another one asks for a third.',
    evidence: ['client', 'secret'],
  },
  self_rotation_full: {
    status: 409,
    error: 'invalid_request',
    description:
      'This client has five live secrets, which is the most. Have those retired that are not used any more.',
    when: 'Five secrets of the client are live, and the setting SELF_ROTATION_OVERLAP lets none of them end by itself.',
    evidence: ['client', 'live_secrets'],
  },
  leak_report_malformed: {
    status: 400,
    error: 'invalid_request',
    description:
      'This is no report of leaks. Send application/json: an object with items, a list of 1 to 100 objects with secret and, where they are known, url and source.',
    when: 'A body at the leaks endpoint that is not JSON of that shape, or has more items (GitHub’s: up to 1000 where its signature is right).',
  },
  leak_report_too_large: {
    status: 413,
    error: 'invalid_request',
    description:
      'The report is too large. Send at most 100 items and 65536 bytes, and the others in another one.',
    when: 'A body at the leaks endpoint of more than 64 KiB (GitHub’s: 256 KiB).',
  },
  too_many_reports: {
    status: 429,
    error: 'rate_limit_exceeded',
    description: 'Too many reports of leaks came from here. Send the others after the time in Retry-After.',
    when: 'More reports from one network than 20 at once and 60 a minute; reports that GitHub has signed are not counted.',
  },
  explanation_unknown: {
    status: 404,
    error: 'invalid_request',
    description:
      'No refused request of this client is kept under this request_id. It may be older than 7 days, not written yet, or not of this client.',
    when: 'A client asks to have a request explained that is not kept, or not its own.',
  },
} as const satisfies Record<string, RefusalFacts>;
