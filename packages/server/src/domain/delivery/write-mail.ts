import type { Result } from '@gatepass/protocol';
import type { MailTemplate } from './delivered-events.ts';
import type { DropReason, MailFacts, MailText, WriteMail } from './mail-facts.ts';
import { claim, claimAlarm, claimed } from './templates/claim-mails.ts';
import { confirm } from './templates/confirm.ts';
import {
  apiExposed,
  breakGlass,
  operatorExposed,
  operatorRecovered,
  rulesChanged,
  rulesProposed,
} from './templates/operator-mails.ts';
import {
  answered,
  denied,
  lapsed,
  question,
  requestWaiting,
  secondPersonNeeded,
  withdrawn,
} from './templates/request-mails.ts';
import { secretExpiring, secretExposed } from './templates/secret-mails.ts';
import { webhookDisabled } from './templates/webhook-disabled.ts';

const TEMPLATES: Readonly<Record<MailTemplate, WriteMail>> = {
  confirm,
  request_waiting: requestWaiting,
  second_person_needed: secondPersonNeeded,
  question,
  answered,
  denied,
  lapsed,
  withdrawn,
  claim,
  claimed,
  claim_alarm: claimAlarm,
  break_glass: breakGlass,
  rules_proposed: rulesProposed,
  rules_changed: rulesChanged,
  secret_expiring: secretExpiring,
  secret_exposed: secretExposed,
  operator_exposed: operatorExposed,
  operator_recovered: operatorRecovered,
  api_exposed: apiExposed,
  webhook_disabled: webhookDisabled,
};

/** The text of a mail as things are now, or why there is nothing to say any more. */
export function writeMail(template: MailTemplate, facts: MailFacts): Result<MailText, DropReason> {
  return TEMPLATES[template](facts);
}
