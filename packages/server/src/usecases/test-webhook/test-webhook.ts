import { ok, type Result, refuse } from '@gatepass/protocol';
import type { Webhook } from '../../domain/delivery/webhook.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Store } from '../../domain/store.ts';
import { findWebhook, type WebhookReach } from '../create-webhook/find-webhook.ts';

/**
 * Has a webhook told that this is a test: an event of its own, which goes the way of all others, and whose delivery
 * shows how it went.
 */
export function testWebhook(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  { id, reach }: { readonly id: string; readonly reach: WebhookReach },
): Promise<Result<Webhook, 'webhook_unknown' | 'webhook_disabled'>> {
  return deps.store.change(context, async (change) => {
    const webhook = await findWebhook(change.webhooks, id, reach);
    if (webhook === undefined) return refuse('webhook_unknown');
    if (webhook.status === 'disabled') return refuse('webhook_disabled');
    change.record({ action: 'webhook.tested', subject: id, before: null, after: null });
    return ok(webhook);
  });
}
