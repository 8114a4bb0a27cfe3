import { ok, type Result, refuse, type Status } from '@gatepass/protocol';
import type { Webhook } from '../../domain/delivery/webhook.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Store } from '../../domain/store.ts';
import { findWebhook, type WebhookReach } from '../create-webhook/find-webhook.ts';

export interface WantedWebhookStatus {
  readonly id: string;
  readonly reach: WebhookReach;
  readonly status: Status;
  readonly reason: string;
  /** Where no person decides it: what brought it about. */
  readonly cause?: 'gone' | 'failing';
}

/** Disables a webhook, or enables it again; what waited for it is sent then. Where nothing changes, nothing is written. */
export function setWebhookStatus(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  { id, reach, status, reason, cause }: WantedWebhookStatus,
): Promise<Result<Webhook, 'webhook_unknown'>> {
  return deps.store.change(context, async (change) => {
    const webhook = await findWebhook(change.webhooks, id, reach);
    if (webhook === undefined) return refuse('webhook_unknown');
    if (webhook.status === status) return ok(webhook);
    const statusChange = { at: context.now, reason };
    await change.webhooks.setStatus(id, status, statusChange);
    change.record({
      action: status === 'disabled' ? 'webhook.disabled' : 'webhook.enabled',
      subject: id,
      before: { status: webhook.status },
      after: { status, ...(cause !== undefined && { cause }) },
    });
    return ok({ ...webhook, status, statusChange, failingSince: null });
  });
}
