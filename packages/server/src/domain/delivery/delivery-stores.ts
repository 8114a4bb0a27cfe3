import type { Status } from '@gatepass/protocol';
import type { PageRequest } from '../page-request.ts';
import type { Prunable } from '../prunable.ts';
import type { StatusChange } from '../status-change.ts';
import type { DeliveryState, Mail } from './mail.ts';
import type { Webhook, WebhookDelivery } from './webhook.ts';

export interface MailReads {
  find(id: string): Promise<Mail | undefined>;
  /** The latest first; of any state where that is null. */
  list(page: PageRequest & { readonly state: DeliveryState | null }): Promise<readonly Mail[]>;
}

export interface MailWrites {
  /** As if it had never been tried. */
  requeue(id: string, at: number): Promise<void>;
}

export interface WebhookReads {
  find(id: string): Promise<Webhook | undefined>;
  /** The platform's own where the partner is null. */
  list(page: PageRequest & { readonly partnerId: string | null }): Promise<readonly Webhook[]>;
  count(partnerId: string | null): Promise<number>;
  /** The latest first. */
  listDeliveries(page: PageRequest & { readonly webhookId: string }): Promise<readonly WebhookDelivery[]>;
}

export interface WebhookWrites {
  insert(webhook: Webhook): Promise<void>;
  configure(id: string, told: Pick<Webhook, 'url' | 'events'>): Promise<void>;
  /** Either way, failures count from none again. */
  setStatus(id: string, status: Status, change: StatusChange): Promise<void>;
  setSecret(
    id: string,
    secrets: Pick<Webhook, 'sealedSecret' | 'previousSealedSecret' | 'previousUntil'>,
  ): Promise<void>;
}

/** What is known of a mail before it has an attempt behind it. */
export type NewMail = Pick<Mail, 'id' | 'sequence' | 'template' | 'personId' | 'subjectId'>;

export type NewDelivery = Pick<WebhookDelivery, 'id' | 'webhookId' | 'sequence' | 'event'>;

/** How far the ledger has been turned into deliveries. Outside the ledger, like the queues below: they follow it. */
export interface Outbox {
  /** The last sequence that is planned. */
  cursor(): Promise<number>;
  /** Every webhook that is active. */
  activeWebhooks(): Promise<readonly Webhook[]>;
  /**
   * Moves the cursor and queues what follows from the rows between, in one transaction. Does nothing, and says so,
   * where somebody else has moved it.
   */
  plan(
    rows: { readonly after: number; readonly upTo: number },
    deliveries: { readonly mails: readonly NewMail[]; readonly webhooks: readonly NewDelivery[] },
    now: number,
  ): Promise<boolean>;
}

/** A delivery whose turn has come. */
export interface Taken<Delivery> {
  readonly delivery: Delivery;
  /** It was being sent when whoever sent it was interrupted: it may have arrived. */
  readonly wasInterrupted: boolean;
}

interface Queue<Settled> extends Prunable {
  /** How what was taken has ended. */
  settle(taken: Pick<Mail, 'id' | 'attempts'>, settled: Settled): Promise<void>;
  /** At the start: whatever is being sent was interrupted, and is due. */
  releaseInterrupted(now: number): Promise<number>;
}

export interface SettledMail {
  readonly state: Exclude<DeliveryState, 'sending'>;
  readonly nextAt: number;
  readonly error: string | null;
  readonly sentAt: number | null;
  /** The mail server had it when the connection broke. */
  readonly mayHaveArrived: boolean;
}

export interface MailQueue extends Queue<SettledMail> {
  /** Marks the oldest that is due as being sent, until `until` at the most. */
  take(now: number, until: number): Promise<Taken<Mail> | undefined>;
  /** How many wait, and how many of those that are kept could not be sent. */
  counts(): Promise<{ readonly queued: number; readonly failed: number }>;
}

export interface SettledDelivery {
  readonly state: Exclude<DeliveryState, 'sending'>;
  readonly nextAt: number;
  readonly lastStatus: number | null;
  readonly error: string | null;
  readonly sentAt: number | null;
  /** As the webhook's own: null after a success. */
  readonly failingSince: number | null;
}

export interface WebhookQueue extends Queue<SettledDelivery> {
  /**
   * The same, of a webhook that is active. Each is told one thing at a time, so that a slow one holds up itself alone;
   * and so many of one partner at once. Those that were reached the last time come before those that were not.
   */
  take(
    now: number,
    until: number,
    atOncePerPartner: number,
  ): Promise<(Taken<WebhookDelivery> & { readonly webhook: Webhook }) | undefined>;
}
