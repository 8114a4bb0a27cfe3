import type { ProblemFacts } from './problem-facts.ts';

/** Of partners, accounts, clients, and what clients prove themselves with. */
export const CLIENT_PROBLEMS = {
  partner_unknown: { status: 404, title: 'Not found', detail: 'There is no such partner.' },
  client_unknown: { status: 404, title: 'Not found', detail: 'There is no such client.' },
  rotation_unknown: { status: 404, title: 'Not found', detail: 'This client has no rotation.' },
  account_unknown: { status: 404, title: 'Not found', detail: 'There is no such account.' },
  secret_unknown: { status: 404, title: 'Not found', detail: 'There is no such secret.' },
  key_unknown: { status: 404, title: 'Not found', detail: 'There is no such client key.' },
  api_unknown: { status: 404, title: 'Not found', detail: 'There is no such API.' },
  account_malformed: {
    status: 400,
    title: 'Malformed request',
    detail: 'parent_account_id must be 1 to 64 letters, digits, hyphens or underscores, and no secret.',
  },
  scope_malformed: {
    status: 400,
    title: 'Malformed request',
    detail: 'scope must be scope tokens separated by single spaces.',
  },
  scope_unknown: {
    status: 400,
    title: 'Malformed request',
    detail: 'scope names a scope that this deployment does not have (setting SCOPES).',
  },
  audience_malformed: {
    status: 400,
    title: 'Malformed request',
    detail: 'audience must be an absolute URI without a fragment, and hold no secret.',
  },
  lifetime_empty: {
    status: 400,
    title: 'Malformed request',
    detail: 'expires_at must lie ahead, and after not_before.',
  },
  end_past: {
    status: 400,
    title: 'Malformed request',
    detail: 'ends_at must lie ahead; to end something at once, disable it.',
  },
  networks_malformed: {
    status: 400,
    title: 'Malformed request',
    detail: 'networks must be at most 64 IPv4 addresses and CIDR blocks, IPv6 up to /64.',
  },
  networks_missing: {
    status: 400,
    title: 'Malformed request',
    detail: 'An empty list would shut every caller out; name networks, or set the stage to off.',
  },
  lifetime_too_long: {
    status: 400,
    title: 'Malformed request',
    detail: 'expires_at is later than this deployment allows (setting SECRET_MAX_TTL).',
  },
  keys_contradict: {
    status: 400,
    title: 'Malformed request',
    detail: 'Give public_jwk or jwks_uri, not both: where a client publishes its keys, no other counts.',
  },
  jwks_uri_needless: {
    status: 400,
    title: 'Malformed request',
    detail: 'jwks_uri goes with the auth_method private_key_jwt alone.',
  },
  key_refused: { status: 422, title: 'Key not accepted', detail: 'This key cannot be registered.' },
  jwks_uri_refused: {
    status: 422,
    title: 'URI not accepted',
    detail: 'Keys are not fetched from this URI.',
  },
  account_held: {
    status: 409,
    title: 'Conflict',
    detail:
      'Another partner has this parent account; add share_account where both are to act for its merchants.',
  },
  audience_taken: { status: 409, title: 'Conflict', detail: 'Another API has this audience.' },
  too_many_secrets: {
    status: 409,
    title: 'Conflict',
    detail: 'The client has 5 live secrets; retire one that is not used any more.',
  },
  key_registered: {
    status: 409,
    title: 'Conflict',
    detail: 'This key is registered for the client already, or was revoked; make another pair.',
  },
  too_many_keys: {
    status: 409,
    title: 'Conflict',
    detail: 'The client has 5 live keys; revoke one first.',
  },
  no_live_key: {
    status: 409,
    title: 'Conflict',
    detail: 'The client has no key to prove itself with; register one first, or give a jwks_uri.',
  },
  no_live_secret: {
    status: 409,
    title: 'Conflict',
    detail: 'The client has no secret to prove itself with; make one first.',
  },
  client_has_keys: {
    status: 409,
    title: 'Conflict',
    detail: 'The client proves itself with keys; register another one, and revoke the old.',
  },
  which_secret: {
    status: 409,
    title: 'Conflict',
    detail: 'The client has several active secrets; name the one to replace as secret_id.',
  },
  secret_not_active: {
    status: 409,
    title: 'Conflict',
    detail: 'Only an active secret can be replaced; make a new one where there is none.',
  },
  already_rotating: {
    status: 409,
    title: 'Conflict',
    detail: 'The client is in a rotation; retire the old secret, cancel, or roll back first.',
  },
  rotation_done: {
    status: 409,
    title: 'Conflict',
    detail: 'The old secret has ended; what is left is to roll back.',
  },
  secret_not_restorable: {
    status: 409,
    title: 'Conflict',
    detail: 'The old secret was revoked or has expired; nothing takes it back.',
  },
  secret_exposed: {
    status: 409,
    title: 'Conflict',
    detail:
      'The old secret counts as exposed; rotate to a new one, or add force to take it back all the same.',
  },
  secret_in_use: {
    status: 409,
    title: 'Conflict',
    detail: 'The secret is in use; add force to end it all the same.',
  },
  last_secret: {
    status: 409,
    title: 'Conflict',
    detail: 'The client has no other secret that works; add force to end it all the same.',
  },
} as const satisfies Record<string, ProblemFacts>;
