import type { MailTemplate } from './delivered-events.ts';

/**
 * `sending` stands in the database before the mail server hears of it, so that nobody doubts later whether it may
 * have. `dropped`: what the mail was to say was no longer true when its turn came.
 */
export const DELIVERY_STATES = ['queued', 'sending', 'sent', 'failed', 'dropped'] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A mail to one person about one row of the ledger. Its text is made when it is sent, and kept nowhere. */
export interface Mail {
  readonly id: string;
  /** Of the row that it tells of. */
  readonly sequence: number;
  readonly template: MailTemplate;
  readonly personId: string;
  /** What the row is about. */
  readonly subjectId: string;
  readonly state: DeliveryState;
  /** Those since it was queued last, the one under way included. */
  readonly attempts: number;
  /** How often it was sent again although it may have arrived: the mail server had it, and its answer got lost. */
  readonly repeats: number;
  /** When it is due, or, while it is being sent, when that counts as interrupted. Milliseconds, like all times. */
  readonly nextAt: number;
  /** The last failure, or why it was dropped: words of ours, never the other side's. */
  readonly error: string | null;
  readonly sentAt: number | null;
  readonly createdAt: number;
}
