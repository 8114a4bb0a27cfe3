import type { RefusalFacts } from './refusal-facts.ts';

/** What an authenticated client asks for and does not get (RFC 6749 §5.2, RFC 8707 §2). */
export const GRANT_REFUSALS = {
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
    evidence: ['client', 'scope'],
  },
} as const satisfies Record<string, RefusalFacts>;
