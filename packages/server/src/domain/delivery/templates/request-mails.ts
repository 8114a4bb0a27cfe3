import { ok, type Result, refuse } from '@gatepass/protocol';
import type { CredentialRequest } from '../../request/credential-request.ts';
import type { RequestState } from '../../request/request-state.ts';
import type { DropReason, MailFacts, WriteMail } from '../mail-facts.ts';
import { letter, momentInWords, quoted, quotedLines } from './wording.ts';

export const requestWaiting: WriteMail = (facts) =>
  aboutRequest(facts, ['confirmed', 'in_review'], (request) => ({
    subject: `Request ${request.id} is waiting for you`,
    paragraphs: [
      `${quoted(request.platformName)} asks for API credentials for the account ${request.parentAccountId}.`,
      `Look at it: gatepass requests show ${request.id}`,
      `Decide: gatepass requests approve ${request.id}, or deny, or ask.`,
    ],
  }));

export const secondPersonNeeded: WriteMail = (facts) =>
  aboutRequest(facts, ['confirmed', 'in_review'], (request) => ({
    subject: `Request ${request.id} needs a second person`,
    paragraphs: [
      `One operator has approved the request of ${quoted(request.platformName)} for the account ${request.parentAccountId}; it needs the approval of another person.`,
      `Look at it: gatepass requests show ${request.id}`,
      `If you agree: gatepass requests approve ${request.id}`,
    ],
  }));

export const answered: WriteMail = (facts) =>
  aboutRequest(facts, ['in_review'], (request) => ({
    subject: `Request ${request.id} was answered`,
    paragraphs: [
      `${quoted(request.platformName)} has answered the question about its request.`,
      `Read it: gatepass requests show ${request.id}`,
    ],
  }));

export const question: WriteMail = (facts) =>
  aboutContactsRequest(facts, ['question'], (request) => ({
    subject: `A question about your request ${request.id}`,
    paragraphs: [
      'An operator has a question before deciding on your request for API credentials:',
      quotedLines(facts.question ?? ''),
      ...howToAnswer(facts.issuer, request),
      'Without an answer the request lapses.',
    ],
  }));

function howToAnswer(issuer: string, request: CredentialRequest): readonly string[] {
  const { id, origin, lapsesAt } = request;
  const until = lapsesAt === null ? 'soon' : `until ${momentInWords(lapsesAt)}`;
  if (origin === 'white_glove')
    return [`Answer ${until}, the way you asked: write to the operator, who enters the answer for you.`];
  if (!cameByForm(request))
    return [`Answer ${until}, with your token for the partner API: gatepass requests answer ${id}`];
  return [
    `Answer ${until}, with the request token that you were given when you asked (gatepass requests reply does it with the file of requests submit):`,
    `POST ${issuer}/api/v1/credential-requests/${id}/answers`,
  ];
}

/** Of those that wait, or have ended without approval: a member's is their partner's from the beginning. */
function cameByForm({ origin, partnerId }: CredentialRequest): boolean {
  return origin === 'self_serve' && partnerId === null;
}

export const denied: WriteMail = (facts) =>
  aboutContactsRequest(facts, ['denied'], (request) => ({
    subject: `Your request ${request.id} was denied`,
    paragraphs: [
      'Your request for API credentials was denied.',
      ...(request.decisionReason === null ? [] : [quotedLines(request.decisionReason)]),
      'You may ask again the way you asked before, with what was missing.',
    ],
  }));

export const withdrawn: WriteMail = (facts) =>
  aboutContactsRequest(facts, ['withdrawn'], (request) => ({
    subject: `Your request ${request.id} was withdrawn`,
    paragraphs: [
      'Your request for API credentials was withdrawn, and nobody looks at it any more. You need do nothing.',
      cameByForm(request)
        ? 'If it was not you who withdrew it, ask again, and keep the request token to yourself.'
        : 'If you did not want that, ask your colleagues, and then the operator.',
    ],
  }));

export const lapsed: WriteMail = (facts) =>
  aboutContactsRequest(facts, ['lapsed'], (request) => ({
    subject: `Your request ${request.id} has lapsed`,
    paragraphs: [
      'The question about your request for API credentials was not answered in time, so the request has lapsed.',
      'If you still need credentials, ask again the way you asked before.',
    ],
  }));

interface Wording {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/** As long as the request is in one of these states: else somebody was quicker than the mail. */
function aboutRequest(
  { issuer, request }: MailFacts,
  states: readonly RequestState[],
  word: (request: CredentialRequest) => Wording,
): Result<{ readonly subject: string; readonly text: string }, DropReason> {
  if (request === undefined || !states.includes(request.state)) return refuse('out_of_date');
  const { subject, paragraphs } = word(request);
  return ok({ subject, text: letter(issuer, ...paragraphs) });
}

/** To whoever asked, but never to an address that nobody has confirmed: it may be a stranger's. */
function aboutContactsRequest(
  facts: MailFacts,
  states: readonly RequestState[],
  word: (request: CredentialRequest) => Wording,
): ReturnType<typeof aboutRequest> {
  const { request } = facts;
  if (request?.origin === 'self_serve' && request.confirmedAt === null) return refuse('out_of_date');
  return aboutRequest(facts, states, word);
}
