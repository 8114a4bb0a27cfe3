import type { ProblemFacts } from './problem-facts.ts';

/** Of operators, members of partners, and their tokens. */
export const PEOPLE_PROBLEMS = {
  operator_unknown: { status: 404, title: 'Not found', detail: 'There is no such operator.' },
  operator_token_unknown: {
    status: 404,
    title: 'Not found',
    detail: 'There is no such token of an operator.',
  },
  member_token_unknown: { status: 404, title: 'Not found', detail: 'There is no such token of a member.' },
  person_unknown: { status: 404, title: 'Not found', detail: 'There is no such person.' },
  member_unknown: { status: 404, title: 'Not found', detail: 'There is no such member.' },
  email_malformed: {
    status: 400,
    title: 'Malformed request',
    detail: 'email must be one mail address, e.g. ada@example.com.',
  },
  token_lifetime_too_long: {
    status: 400,
    title: 'Malformed request',
    detail:
      'expires_at is later than this deployment allows (setting OPERATOR_TOKEN_TTL), or than the narrowed token ends that you ask with.',
  },
  own_operator: {
    status: 409,
    title: 'Conflict',
    detail: 'Nobody does this to themselves; another admin can.',
  },
  last_admin: {
    status: 409,
    title: 'Conflict',
    detail: 'There is no other active admin; make one first.',
  },
  role_too_wide: {
    status: 403,
    title: 'Not allowed',
    detail: 'A token may do no more than its operator, and than the token that it is asked for with.',
  },
  email_taken: {
    status: 409,
    title: 'Conflict',
    detail: 'There is an operator with this mail address, perhaps a disabled one.',
  },
  member_known: {
    status: 409,
    title: 'Conflict',
    detail: 'The partner has a member with this mail address, perhaps a disabled one.',
  },
  operator_disabled: { status: 409, title: 'Conflict', detail: 'The operator is disabled.' },
  person_erased: { status: 409, title: 'Conflict', detail: 'Who this was is erased, for ever.' },
  too_many_tokens: {
    status: 409,
    title: 'Conflict',
    detail: 'There are 20 tokens that work; revoke one that is not used any more.',
  },
} as const satisfies Record<string, ProblemFacts>;
