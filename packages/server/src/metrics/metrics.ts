import type { TokenRefusalCause } from '@gatepass/protocol';
import { Counter, Gauge, Registry } from 'prom-client';

/** What happens, counted for an operator's eyes. Labels are of fixed sets only, never what somebody sent. */
export interface Metrics {
  tokenIssued(): void;
  refused(cause: TokenRefusalCause): void;
  secretExposed(where: string): void;
  /** Somebody did without the second person: approved a request alone, or changed the rules. */
  glassBroken(what: 'request' | 'rules'): void;
  /** As the last sweep found them. */
  setSecretsExpiring(withinDays: number, secrets: number): void;
  setOverlapsHeld(secrets: number): void;
  mailSent(): void;
  mailFailed(): void;
  mailRepeated(): void;
  /** As the last round left them. */
  setMails(queued: number, failed: number): void;
  webhookSettled(outcome: 'sent' | 'retried' | 'failed'): void;
  /** The text exposition format, and its media type. */
  readonly contentType: string;
  text(): Promise<string>;
}

/** Counting is an addition; Prometheus's own objects are filled only when somebody reads them. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const refusals = new Map<TokenRefusalCause, number>();
  let issued = 0;

  new Counter({
    name: 'gatepass_tokens_issued_total',
    help: 'Access tokens that this process issued.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(issued);
    },
  });
  new Counter({
    name: 'gatepass_requests_refused_total',
    help: 'Refused requests outside the admin API, by the cause of docs/error-codes.md.',
    labelNames: ['cause'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [cause, count] of refusals) this.inc({ cause }, count);
    },
  });
  const exposed = new Counter({
    name: 'gatepass_secrets_exposed_total',
    help: 'Right secrets that were seen where none may be.',
    labelNames: ['where'],
    registers: [registry],
  });
  const broken = new Counter({
    name: 'gatepass_break_glass_total',
    help: 'What one person did alone that takes two.',
    labelNames: ['what'],
    registers: [registry],
  });
  const expiring = new Gauge({
    name: 'gatepass_secrets_expiring',
    help: 'Live secrets that end within so many days.',
    labelNames: ['within_days'],
    registers: [registry],
  });
  const held = new Gauge({
    name: 'gatepass_overlaps_held',
    help: 'Rotations whose overlap was due to end and is held up, since the old secret is still used.',
    registers: [registry],
  });
  const mailsSent = new Counter({
    name: 'gatepass_mails_sent_total',
    help: 'Mails that the mail server took.',
    registers: [registry],
  });
  const mailsFailed = new Counter({
    name: 'gatepass_mails_failed_total',
    help: 'Mails that were given up: refused for good, or not sent in three days.',
    registers: [registry],
  });
  const mailsRepeated = new Counter({
    name: 'gatepass_mails_repeated_total',
    help: 'Mails that were sent again although they may have arrived.',
    registers: [registry],
  });
  const mails = new Gauge({
    name: 'gatepass_mails',
    help: 'Mails that wait (queued), and that could not be sent (failed).',
    labelNames: ['state'],
    registers: [registry],
  });
  const messages = new Counter({
    name: 'gatepass_webhook_attempts_total',
    help: 'Messages to webhooks, by how an attempt ended.',
    labelNames: ['outcome'],
    registers: [registry],
  });

  return {
    tokenIssued() {
      issued++;
    },
    refused(cause) {
      refusals.set(cause, (refusals.get(cause) ?? 0) + 1);
    },
    secretExposed: (where) => exposed.inc({ where }),
    glassBroken: (what) => broken.inc({ what }),
    setSecretsExpiring: (withinDays, secrets) => expiring.set({ within_days: String(withinDays) }, secrets),
    setOverlapsHeld: (secrets) => held.set(secrets),
    mailSent: () => mailsSent.inc(),
    mailFailed: () => mailsFailed.inc(),
    mailRepeated: () => mailsRepeated.inc(),
    setMails(queued, failed) {
      mails.set({ state: 'queued' }, queued);
      mails.set({ state: 'failed' }, failed);
    },
    webhookSettled: (outcome) => messages.inc({ outcome }),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
