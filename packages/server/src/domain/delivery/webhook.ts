import type { Status } from '@gatepass/protocol';
import type { StatusChange } from '../status-change.ts';
import type { DeliveryState } from './mail.ts';

/** A URL that is told of events. */
export interface Webhook {
  readonly id: string;
  /** Null: the platform's own, which hears of everything. A partner's hears of what is that partner's. */
  readonly partnerId: string | null;
  readonly url: string;
  /** Names of events, `secret.*` for all that begin so, `*` for all. */
  readonly events: readonly string[];
  /** What signs its messages, under the master key. */
  readonly sealedSecret: string;
  /** The one before, which signs beside it until `previousUntil`. */
  readonly previousSealedSecret: string | null;
  /** Milliseconds, like all times here. */
  readonly previousUntil: number | null;
  readonly status: Status;
  /** The last one; null where it is as it was made. */
  readonly statusChange: StatusChange | null;
  /** The first failure since the last success; null while the last word was a success. */
  readonly failingSince: number | null;
  readonly createdBy: string;
  readonly createdAt: number;
}

/** One event for one webhook. */
export interface WebhookDelivery {
  /** Also the `webhook-id` of each attempt, by which the receiver knows a repetition. */
  readonly id: string;
  readonly webhookId: string;
  /** Of the ledger's row. */
  readonly sequence: number;
  readonly event: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** When it is due, or, while it is being sent, when that counts as interrupted. */
  readonly nextAt: number;
  /** The status of the last answer; null where there was none. */
  readonly lastStatus: number | null;
  readonly error: string | null;
  readonly sentAt: number | null;
  readonly createdAt: number;
}

/** What a webhook's secret is sealed for, so that no sealed value can be put in the place of another. */
export function webhookSealPurpose(id: string): string {
  return `webhook:${id}`;
}
