import type { ProblemFacts } from './problem-facts.ts';

/** Of requests for credentials, the rules for them, and claims. */
export const ISSUANCE_PROBLEMS = {
  claim_unknown: { status: 404, title: 'Not found', detail: 'There is no such claim.' },
  link_unknown: {
    status: 404,
    title: 'Not found',
    detail: 'This link is not known here; open the last one that you were sent, whole.',
  },
  link_malformed: {
    status: 400,
    title: 'Malformed request',
    detail: 'This cannot be the token of a link of this server; copy the link again, whole.',
  },
  claim_code_malformed: {
    status: 400,
    title: 'Malformed request',
    detail: 'A code has 12 letters and digits, as in XXXX-XXXX-XXXX. No try was counted.',
  },
  claim_code_wrong: { status: 403, title: 'Wrong code', detail: 'The code is wrong.' },
  claim_locked: {
    status: 410,
    title: 'No longer there',
    detail: 'The code was wrong too often. Ask whoever gave you access for a new link.',
  },
  claim_expired: {
    status: 410,
    title: 'No longer there',
    detail: 'The time for this link is over. Ask whoever gave you access for a new one.',
  },
  claim_cancelled: {
    status: 410,
    title: 'No longer there',
    detail: 'This link was withdrawn. Ask whoever gave you access why.',
  },
  claim_reissued: {
    status: 410,
    title: 'No longer there',
    detail: 'Another link was sent in the place of this one; open the latest.',
  },
  claim_used: {
    status: 410,
    title: 'No longer there',
    detail: 'This link has been used.',
  },
  claim_suspended: {
    status: 409,
    title: 'Conflict',
    detail: 'Access is suspended at present, or has ended; nothing was used up. Ask whoever gave you access.',
  },
  claim_secrets_full: {
    status: 409,
    title: 'Conflict',
    detail: 'The client has 5 live secrets; have one retired, and open this link again.',
  },
  too_many_attempts: {
    status: 429,
    title: 'Too many requests',
    detail: 'Too many wrong links or codes came from this network. Try again later.',
  },
  claim_over: {
    status: 409,
    title: 'Conflict',
    detail: 'The claim was cancelled or re-issued; nothing is to be had with it any more.',
  },
  claim_delivered: {
    status: 409,
    title: 'Conflict',
    detail:
      'The credential has arrived. For another one, make a new claim; where this one is lost, revoke it.',
  },
  claim_claimed: {
    status: 409,
    title: 'Conflict',
    detail: 'The claim was opened; revoke the credential instead.',
  },
  member_unreachable: {
    status: 409,
    title: 'Conflict',
    detail: 'The member is disabled, or has no mail address to send a link to.',
  },
  request_unknown: { status: 404, title: 'Not found', detail: 'There is no such request for credentials.' },
  rules_unknown: { status: 404, title: 'Not found', detail: 'There are no such rules.' },
  request_token_missing: {
    status: 401,
    title: 'Not authenticated',
    detail: 'Send the request token, which was told on submission, as Authorization: Bearer.',
  },
  request_token_malformed: {
    status: 401,
    title: 'Not authenticated',
    detail: 'This cannot be a request token of this server; copy it again, whole.',
  },
  request_token_wrong: {
    status: 401,
    title: 'Not authenticated',
    detail: 'The request token is not valid.',
  },
  request_state: {
    status: 409,
    title: 'Conflict',
    detail: 'The request is in a state in which this cannot be done.',
  },
  not_second_person: {
    status: 403,
    title: 'Not allowed',
    detail: 'This takes a second person, who neither made nor approved it.',
  },
  break_glass_reason_missing: {
    status: 400,
    title: 'Malformed request',
    detail: 'break_glass needs a reason, which every admin is told.',
  },
  scope_wider: {
    status: 400,
    title: 'Malformed request',
    detail: 'scope names a scope that was not asked for; approval can only make them fewer.',
  },
  texts_erased: {
    status: 409,
    title: 'Conflict',
    detail: 'Who asked was erased, and what they wrote; deny the request.',
  },
  partner_differs: {
    status: 409,
    title: 'Conflict',
    detail: 'The request is for another partner; deny it, and have one made for this partner.',
  },
  rules_decided: { status: 409, title: 'Conflict', detail: 'These rules are not proposed any more.' },
  rules_proposer_gone: {
    status: 409,
    title: 'Conflict',
    detail: 'Whoever proposed these rules may not any more. Propose them yourself, and have them approved.',
  },
  self_serve_off: {
    status: 503,
    title: 'Unavailable',
    detail: 'This server sends no mail, so nobody can confirm a request here. Write to whoever operates it.',
  },
  too_many_drafts: {
    status: 503,
    title: 'Unavailable',
    detail:
      'Too many requests wait to be confirmed. Try again later, or write to whoever operates this server.',
  },
  too_many_waiting: {
    status: 409,
    title: 'Conflict',
    detail: 'Twenty requests of your partner wait for a decision; wait for one, or take one back.',
  },
  too_many_submissions: {
    status: 429,
    title: 'Too many requests',
    detail: 'Too many requests for credentials came from this network. Try again after Retry-After seconds.',
  },
  link_wrong: {
    status: 400,
    title: 'Malformed request',
    detail: 'This link is not known here; open the last one that you were sent, whole.',
  },
  link_used: {
    status: 400,
    title: 'Link used',
    detail: 'This link was used before: the request is confirmed, and there is nothing left to do with it.',
  },
  link_expired: {
    status: 400,
    title: 'Link expired',
    detail: 'The time for this link is over. Ask for credentials again.',
  },
} as const satisfies Record<string, ProblemFacts>;
