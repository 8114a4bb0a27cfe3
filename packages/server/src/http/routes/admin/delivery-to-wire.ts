import type { Type } from 'typebox';
import type { Mail } from '../../../domain/delivery/mail.ts';
import type { Webhook, WebhookDelivery } from '../../../domain/delivery/webhook.ts';
import type { MailSchema } from './mail-schemas.ts';
import { toStatus, toTime, toTimeOrNull } from './to-wire.ts';
import type { WebhookDeliverySchema, WebhookSchema } from './webhook-schemas.ts';

export function toWebhook(webhook: Webhook): Type.Static<typeof WebhookSchema> {
  return {
    id: webhook.id,
    partner_id: webhook.partnerId,
    url: webhook.url,
    events: [...webhook.events],
    ...toStatus(webhook),
    failing_since: toTimeOrNull(webhook.failingSince),
    previous_secret_until: toTimeOrNull(webhook.previousUntil),
    created_at: toTime(webhook.createdAt),
  };
}

export function toWebhookDelivery(delivery: WebhookDelivery): Type.Static<typeof WebhookDeliverySchema> {
  return {
    id: delivery.id,
    event: delivery.event,
    ledger_sequence: delivery.sequence,
    state: delivery.state,
    attempts: delivery.attempts,
    next_at: nextAt(delivery),
    last_status: delivery.lastStatus,
    error: delivery.error,
    sent_at: toTimeOrNull(delivery.sentAt),
    created_at: toTime(delivery.createdAt),
  };
}

export function toMail(mail: Mail): Type.Static<typeof MailSchema> {
  return {
    id: mail.id,
    template: mail.template,
    person_id: mail.personId,
    subject_id: mail.subjectId,
    ledger_sequence: mail.sequence,
    state: mail.state,
    attempts: mail.attempts,
    repeats: mail.repeats,
    next_at: nextAt(mail),
    error: mail.error,
    sent_at: toTimeOrNull(mail.sentAt),
    created_at: toTime(mail.createdAt),
  };
}

function nextAt(delivery: Pick<Mail, 'state' | 'nextAt'>): string | null {
  return delivery.state === 'queued' ? toTime(delivery.nextAt) : null;
}
