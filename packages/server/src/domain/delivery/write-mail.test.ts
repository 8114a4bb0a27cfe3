import { describe, expect, test } from 'vitest';
import type { Claim } from '../claim/claim.ts';
import type { CredentialRequest } from '../request/credential-request.ts';
import { DELIVERED_EVENTS, type MailTemplate } from './delivered-events.ts';
import type { MailFacts } from './mail-facts.ts';
import { writeMail } from './write-mail.ts';

const NOW = 1_700_000_000_000;
const DAY = 86_400_000;

/** What somebody may type into the form: none of it may stand in a mail as our words, nor in the confirmation at all. */
const TYPED = 'Win $1000\r\nBcc: all@example.org\n\nhttps://evil.example';

const request = {
  id: 'req_1',
  origin: 'self_serve',
  state: 'draft',
  platformName: TYPED,
  parentAccountId: 'pa_main',
  partnerId: null,
  purpose: TYPED,
  confirmedAt: null,
  lapsesAt: NOW + DAY,
  decisionReason: null,
} as CredentialRequest;

const claim = {
  id: 'clm_1',
  kind: 'client_secret',
  requestId: 'req_1',
  endReason: null,
  claimedAt: null,
  claimedFrom: null,
  expiresAt: NOW + DAY,
} as Claim;

function facts(given: Partial<MailFacts> = {}): MailFacts {
  const entry = {
    sequence: 7,
    action: 'request.created',
    subject: 'req_1',
    actor: 'operator:opr_1',
    at: NOW,
    before: null,
    after: null,
  };
  const issuer = 'https://auth.example.com';
  return {
    issuer,
    entry,
    request,
    question: undefined,
    claim: undefined,
    link: undefined,
    now: NOW,
    ...given,
  };
}

const confirmed = (state: CredentialRequest['state']) => ({ ...request, state, confirmedAt: NOW });
const link = { id: 'linkid', address: 'https://auth.example.com/confirm#rscfm_token', expiresAt: NOW + DAY };
const about = (action: string, subject: string, after: MailFacts['entry']['after'] = null) => ({
  entry: { ...facts().entry, action, subject, after },
});

/** Facts that each template has something to say of. */
const GIVEN: Readonly<Record<MailTemplate, Partial<MailFacts>>> = {
  confirm: { link },
  request_waiting: { request: confirmed('confirmed') },
  second_person_needed: { request: confirmed('in_review') },
  question: { request: confirmed('question'), question: 'Which shops?\nAnd when?' },
  answered: { request: confirmed('in_review') },
  denied: { request: { ...confirmed('denied'), decisionReason: 'No such platform.' } },
  lapsed: { request: confirmed('lapsed') },
  withdrawn: { request: confirmed('withdrawn') },
  claim: { claim, link },
  claimed: { claim: { ...claim, claimedAt: NOW, claimedFrom: '203.0.113.7' } },
  claim_alarm: about('claim.locked', 'clm_1'),
  break_glass: about('request.approved_alone', 'req_1'),
  rules_proposed: about('rules.proposed', 'rul_1', { second_approval: 'never' }),
  rules_changed: about('rules.changed', 'rul_1', { second_approval: 'always', sensitive_scopes: ['a', 'b'] }),
  secret_expiring: about('secret.expiring', 'sec1', {
    client_id: 'rspub_1',
    days: 7,
    expires_at: new Date(NOW + 6 * DAY).toISOString(),
  }),
  secret_exposed: about('secret.exposed', 'sec1', { client_id: 'rspub_1', where: 'query' }),
  operator_exposed: about('operator.exposed', 'opr_2'),
  operator_recovered: about('operator.token_created', 'opr_2', { token_id: 'tok1' }),
  api_exposed: about('api.exposed', 'api_1'),
  webhook_disabled: about('webhook.disabled', 'whk_1', { cause: 'gone' }),
};

const TEMPLATES = Object.keys(GIVEN) as MailTemplate[];

function written(template: MailTemplate, more: Partial<MailFacts> = {}) {
  const mail = writeMail(template, facts({ ...GIVEN[template], ...more }));
  if (!mail.ok) expect.fail(`${template} was dropped: ${mail.refusal}`);
  return mail.value;
}

const dropped = (template: MailTemplate, more: Partial<MailFacts>) => {
  const mail = writeMail(template, facts({ ...GIVEN[template], ...more }));
  return mail.ok ? undefined : mail.refusal;
};

describe('every mail', () => {
  test.each(TEMPLATES)(
    '%s has a subject of one line of ASCII, and no control character but the end of a line',
    (template) => {
      const { subject, text } = written(template);
      expect(subject).toMatch(/^[\x20-\x7e]{5,100}$/);
      expect(text).toMatch(/^[^\p{Cc}]+(?:\n+[^\p{Cc}]+)*\n$/u);
      expect(text).toContain('Gatepass at https://auth.example.com');
    },
  );

  test.each(TEMPLATES)(
    '%s says what strangers have typed as a quotation on one line, or not at all',
    (template) => {
      const { subject, text } = written(template);
      expect(subject).not.toContain('evil');
      expect(text).not.toMatch(/^(?:Bcc|https:\/\/evil)/m);
    },
  );

  test('that an event brings about has a template, and every template an event', () => {
    const planned = Object.values(DELIVERED_EVENTS).flatMap((event) =>
      'mails' in event ? event.mails.map(({ template }) => template) : [],
    );
    expect([...new Set(planned)].sort()).toEqual([...TEMPLATES].sort());
  });
});

test('the confirmation says nothing that was typed, and tells the link', () => {
  const { text, linkId } = written('confirm');
  for (const typed of ['Win', 'evil', 'pa_main']) expect(text).not.toContain(typed);
  expect(text).toContain('\n\nhttps://auth.example.com/confirm#rscfm_token\n\n');
  expect(text).toContain('until Wed, 15 Nov 2023, 22:13 UTC');
  expect(linkId).toBe('linkid');
});

test('the mail with a claim’s link tells the link, how to open it and until when, and no code', () => {
  const { text, linkId } = written('claim');
  expect(text).toContain(link.address);
  expect(text).toContain('gatepass claim --out credentials.json');
  expect(text).toContain('until Wed, 15 Nov 2023, 22:13 UTC');
  expect(linkId).toBe('linkid');
});

test('a question is quoted line by line', () => {
  expect(written('question').text).toContain('\n> Which shops?\n> And when?\n');
});

test('only whoever used the form is told of a request token: nobody else has one', () => {
  expect(written('question').text).toContain('/api/v1/credential-requests/req_1/answers');
  for (const template of ['question', 'withdrawn'] as const) {
    const byForm = GIVEN[template].request ?? request;
    for (const other of [{ origin: 'white_glove' }, { partnerId: 'prt_1' }] as const)
      expect(written(template, { request: { ...byForm, ...other } }).text).not.toContain('request token');
  }
});

test('an alarm about a claim says what to do, and differs by what happened', () => {
  const again = { entry: { ...facts().entry, action: 'claim.opened_again', subject: 'clm_1' } };
  expect(written('claim_alarm').text).toContain('Somebody has its link and not its code');
  expect(written('claim_alarm', again).text).toContain('which had ended');
});

describe('a mail is dropped', () => {
  test('whose link is used, replaced or expired', () => {
    expect(dropped('confirm', { link: undefined })).toBe('out_of_date');
    expect(dropped('claim', { link: undefined })).toBe('out_of_date');
  });

  test('about a claim that has ended or was opened', () => {
    expect(dropped('claim', { claim: { ...claim, endReason: 'reissued' } })).toBe('out_of_date');
    expect(dropped('claim', { claim: { ...claim, claimedAt: NOW } })).toBe('out_of_date');
    expect(dropped('claim', { now: NOW + DAY })).toBe('out_of_date');
  });

  test.each(['request_waiting', 'second_person_needed', 'question', 'answered'] as const)(
    '%s, about a request that somebody has dealt with since',
    (template) => {
      expect(dropped(template, { request: confirmed('approved') })).toBe('out_of_date');
    },
  );

  test.each(['question', 'denied', 'lapsed', 'withdrawn'] as const)(
    '%s, to an address that nobody has confirmed',
    (template) => {
      const given = GIVEN[template].request ?? request;
      expect(dropped(template, { request: { ...given, confirmedAt: null } })).toBe('out_of_date');
      const typedIn = { ...given, confirmedAt: null, origin: 'white_glove' as const };
      expect(dropped(template, { request: typedIn })).toBeUndefined();
    },
  );

  test('that warns of the end of a secret which has ended', () => {
    expect(dropped('secret_expiring', { now: NOW + 6 * DAY })).toBe('out_of_date');
  });
});
