import type { LedgerAction } from '../ledger/ledger-actions.ts';

/** What a mail says. One function each in `templates/`. */
export type MailTemplate =
  | 'confirm'
  | 'request_waiting'
  | 'second_person_needed'
  | 'question'
  | 'answered'
  | 'denied'
  | 'lapsed'
  | 'withdrawn'
  | 'claim'
  | 'claimed'
  | 'claim_alarm'
  | 'break_glass'
  | 'rules_proposed'
  | 'rules_changed'
  | 'secret_expiring'
  | 'secret_exposed'
  | 'operator_exposed'
  | 'operator_recovered'
  | 'api_exposed'
  | 'webhook_disabled';

/**
 * `contact`: who asked for credentials or gets them. `members`: those of the partner concerned. `approvers`: operators
 * who may decide on requests, but for the one who did what is told. `admins`: all of them, whoever did it.
 */
export type Audience = 'contact' | 'members' | 'approvers' | 'admins';

/** Who did something, as far as those who hear of it are told. */
export type ActorKind = 'operator' | 'member' | 'client' | 'person' | 'system';

export interface PlannedMail {
  readonly template: MailTemplate;
  readonly to: Audience;
  /** Only where it was done by one of these. */
  readonly by?: readonly ActorKind[];
}

interface DeliveredEvent {
  /**
   * Which webhooks hear of it: the platform's own; those of the partner concerned as well; or the one alone that it is
   * about, whatever that one has asked to hear.
   */
  readonly webhooks: 'platform' | 'partner' | 'itself';
  readonly mails?: readonly PlannedMail[];
}

const PLATFORM = { webhooks: 'platform' } as const;
const PARTNER = { webhooks: 'partner' } as const;

function partnerAndAdmins(template: MailTemplate): readonly PlannedMail[] {
  return [
    { template, to: 'members' },
    { template, to: 'admins' },
  ];
}

/**
 * Every action of the ledger that somebody is told of, and how. The one table for planning, documents and tests. What
 * happens between operators (who has taken up a request, who approved first) is not the partner's business.
 */
export const DELIVERED_EVENTS = {
  'operator.created': PLATFORM,
  'operator.disabled': PLATFORM,
  'operator.enabled': PLATFORM,
  'operator.role_changed': PLATFORM,
  'operator.email_changed': PLATFORM,
  'operator.token_created': {
    ...PLATFORM,
    mails: [{ template: 'operator_recovered', to: 'admins', by: ['system'] }],
  },
  'operator.token_revoked': PLATFORM,
  'operator.exposed': { ...PLATFORM, mails: [{ template: 'operator_exposed', to: 'admins' }] },
  'member.created': PARTNER,
  'member.disabled': PARTNER,
  'member.enabled': PARTNER,
  'member.token_created': PARTNER,
  'member.token_revoked': PARTNER,
  'person.erased': PLATFORM,
  'partner.created': PARTNER,
  'partner.configured': PARTNER,
  'partner.account_added': PARTNER,
  'partner.disabled': PARTNER,
  'partner.enabled': PARTNER,
  'api.created': PLATFORM,
  'api.exposed': { ...PLATFORM, mails: [{ template: 'api_exposed', to: 'admins' }] },
  'client.created': PARTNER,
  'client.disabled': PARTNER,
  'client.enabled': PARTNER,
  'client.configured': PARTNER,
  'account.created': PLATFORM,
  'account.disabled': PLATFORM,
  'account.enabled': PLATFORM,
  'account.configured': PLATFORM,
  'client_key.created': PARTNER,
  'client_key.revoked': PARTNER,
  'secret.created': PARTNER,
  'secret.rotating': PARTNER,
  'secret.held': PARTNER,
  'secret.retired': PARTNER,
  'secret.restored': PARTNER,
  'secret.expiring': { ...PARTNER, mails: partnerAndAdmins('secret_expiring') },
  'secret.revoked': PARTNER,
  'secret.exposed': { ...PARTNER, mails: partnerAndAdmins('secret_exposed') },
  'request.created': {
    ...PARTNER,
    mails: [
      { template: 'confirm', to: 'contact', by: ['person'] },
      { template: 'request_waiting', to: 'approvers', by: ['operator', 'member'] },
    ],
  },
  'request.confirmed': { ...PARTNER, mails: [{ template: 'request_waiting', to: 'approvers' }] },
  'request.taken_up': PLATFORM,
  'request.asked': { ...PARTNER, mails: [{ template: 'question', to: 'contact' }] },
  'request.answered': { ...PARTNER, mails: [{ template: 'answered', to: 'approvers' }] },
  'request.seconded': { ...PLATFORM, mails: [{ template: 'second_person_needed', to: 'approvers' }] },
  'request.approved': PARTNER,
  'request.approved_alone': { ...PLATFORM, mails: [{ template: 'break_glass', to: 'admins' }] },
  'request.denied': { ...PARTNER, mails: [{ template: 'denied', to: 'contact' }] },
  'request.withdrawn': { ...PARTNER, mails: [{ template: 'withdrawn', to: 'contact' }] },
  'request.lapsed': { ...PARTNER, mails: [{ template: 'lapsed', to: 'contact' }] },
  'rules.proposed': { ...PLATFORM, mails: [{ template: 'rules_proposed', to: 'admins' }] },
  'rules.changed': { ...PLATFORM, mails: [{ template: 'rules_changed', to: 'admins' }] },
  'rules.changed_alone': { ...PLATFORM, mails: [{ template: 'break_glass', to: 'admins' }] },
  'rules.declined': PLATFORM,
  'claim.created': { ...PARTNER, mails: [{ template: 'claim', to: 'contact' }] },
  'claim.reissued': PARTNER,
  'claim.tried': PLATFORM,
  'claim.locked': { ...PARTNER, mails: [{ template: 'claim_alarm', to: 'admins' }] },
  'claim.opened': { ...PARTNER, mails: [{ template: 'claimed', to: 'contact' }] },
  'claim.delivered': PLATFORM,
  'claim.opened_again': { ...PARTNER, mails: [{ template: 'claim_alarm', to: 'admins' }] },
  'claim.cancelled': PARTNER,
  'webhook.created': PARTNER,
  'webhook.configured': PARTNER,
  'webhook.disabled': {
    ...PARTNER,
    mails: [
      { template: 'webhook_disabled', to: 'members', by: ['system'] },
      { template: 'webhook_disabled', to: 'admins', by: ['system'] },
    ],
  },
  'webhook.enabled': PARTNER,
  'webhook.secret_rotated': PARTNER,
  'webhook.tested': { webhooks: 'itself' },
  'ledger.checkpointed': PLATFORM,
} as const satisfies Partial<Record<LedgerAction, DeliveredEvent>>;

export type EventName = keyof typeof DELIVERED_EVENTS;

/** How it is told; undefined where nobody is told of it. */
export function deliveredEvent(action: string): DeliveredEvent | undefined {
  return Object.hasOwn(DELIVERED_EVENTS, action) ? DELIVERED_EVENTS[action as EventName] : undefined;
}
