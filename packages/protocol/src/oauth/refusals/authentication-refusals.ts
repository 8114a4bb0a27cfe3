import type { EvidenceName } from './evidence.ts';
import { AUTHENTICATION_FAILED, type RefusalFacts } from './refusal-facts.ts';

function stored(when: string, cure: string, evidence: readonly EvidenceName[]): RefusalFacts {
  return {
    status: 401,
    error: 'invalid_client',
    description: AUTHENTICATION_FAILED,
    when,
    cure,
    evidence,
    stored: true,
  };
}

/** What is decided by what is stored, and so has one answer for all; and the limits on it. */
export const AUTHENTICATION_REFUSALS = {
  client_unknown: stored(
    'No client has this id.',
    'Check that client_id was copied whole and that the request goes to the server that made it.',
    ['network_failures'],
  ),
  secret_wrong: stored(
    'The client is known, and this is none of its secrets.',
    'Take the secret from the same entry of the secret manager as client_id. Where it is lost, make a new one by a rotation.',
    ['client', 'live_secrets', 'network', 'failures'],
  ),
  secret_not_yet_valid: stored(
    'The secret is right, and its `not_before` lies ahead.',
    'Use the former secret until then, or make one without not_before.',
    ['client', 'secret', 'live_secrets'],
  ),
  secret_expired: stored(
    'The secret was right, and its end has passed.',
    'Make a new secret and deploy it. Warnings come 30, 14, 7 and 1 days ahead, also in a header of the token answers.',
    ['client', 'secret', 'live_secrets', 'network'],
  ),
  secret_retired: stored(
    'The secret was right, and a rotation has retired it.',
    'Deploy the secret that took its place. Until then an operator can take the retired one back (secrets rollback).',
    ['client', 'secret', 'live_secrets', 'network'],
  ),
  secret_revoked: stored(
    'The secret was right, and it was revoked.',
    'It stays refused. Make a new secret and deploy it.',
    ['client', 'secret', 'live_secrets', 'network'],
  ),
  method_not_registered: stored(
    'The client proves itself in another way than it is registered for: a secret where keys are, or the reverse.',
    'Send a client_assertion where the client has keys, a client_secret where it has secrets; or have the client changed.',
    ['client', 'live_secrets', 'live_keys'],
  ),
  key_unknown: stored(
    'No registered key of the client fits the `kid` and algorithm of the assertion.',
    'Register the public key that the assertion is signed with, or sign with the one that is registered.',
    ['client', 'live_keys'],
  ),
  key_expired: stored(
    'The key that signed the assertion has ended.',
    'Register a new public key and sign with it.',
    ['client', 'key', 'live_keys'],
  ),
  key_revoked: stored(
    'The key that signed the assertion was revoked.',
    'Register a new public key and sign with it.',
    ['client', 'key', 'live_keys'],
  ),
  key_set_unavailable: stored(
    'The key set at the `jwks_uri` of the client cannot be fetched, or holds nothing that is accepted.',
    'See that the jwks_uri answers with a JWK set over https, publicly, within 5 seconds and 64 KiB.',
    ['client'],
  ),
  assertion_signature_wrong: stored(
    'The signature of the assertion is not of the key it names.',
    'Sign header and payload as they are sent, with the private key of the registered public key.',
    ['client', 'key'],
  ),
  assertion_replayed: stored(
    'The `jti` of the assertion was used before.',
    'Make a new assertion, with a new jti, for each request, also when one is repeated.',
    ['client', 'key', 'network'],
  ),
  client_disabled: stored(
    'The secret or key is right, and the client is disabled.',
    'Ask the platform why; an operator can enable the client again.',
    ['client'],
  ),
  client_ended: stored(
    'The secret or key is right, and the approval of the client has ended.',
    'Ask the platform for a new approval.',
    ['client'],
  ),
  account_disabled: stored(
    'The secret or key is right, and the parent account is disabled.',
    'Ask the platform why; an operator can enable the account again.',
    ['account'],
  ),
  account_ended: stored(
    'The secret or key is right, and the parent account has ended.',
    'Ask the platform to prolong the account.',
    ['account'],
  ),
  partner_disabled: stored(
    'The secret or key is right, and the partner is disabled.',
    'Ask the platform why; an operator can enable the partner again.',
    ['partner'],
  ),
  partner_ended: stored(
    'The secret or key is right, and the partner has ended.',
    'Ask the platform to prolong the partner.',
    ['partner'],
  ),
  network_not_allowed: stored(
    'The secret or key is right, and the request comes from a network that the client may not ask from.',
    'Ask from an allowed network, or have this one added to the list. Where it is not yours, somebody else has the credential: revoke it.',
    ['client', 'network', 'networks'],
  ),
  too_many_failures: {
    status: 429,
    error: 'rate_limit_exceeded',
    description:
      'Too many requests with wrong credentials came from here. A right secret is not refused; wait for Retry-After before trying others.',
    when: 'More failed authentications of this client id from this network, or of any from it, than the limit.',
    cure: 'Look at the earlier failures for the reason, and stop the process that goes on trying.',
    evidence: ['client', 'network', 'failures'],
  },
  token_budget_exceeded: {
    status: 429,
    error: 'rate_limit_exceeded',
    description:
      'This client has used up its token budget. A token lives for minutes: keep it until it ends, and share it within a process.',
    when: 'More tokens than the budget of the client allows, where the budget is enforced.',
    cure: 'Keep each token until shortly before it ends, as the SDK does; ask for a larger budget where that is not enough.',
    evidence: ['client', 'budget', 'network'],
  },
} as const satisfies Record<string, RefusalFacts>;
