import { ok, type Result, refuse } from '@gatepass/protocol';
import { isEventFilter } from '../../domain/delivery/event-filter.ts';
import type { Webhook } from '../../domain/delivery/webhook.ts';
import { toldWebhook } from '../../domain/delivery/webhook-facts.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { PublicUrlDefect } from '../../domain/network/public-url.ts';
import type { Store } from '../../domain/store.ts';
import { findWebhook, type WebhookReach } from '../create-webhook/find-webhook.ts';
import { checkWebhookUrl, type WebhookUrlDeps } from '../create-webhook/webhook-url.ts';

export interface ConfigureWebhookDeps extends WebhookUrlDeps {
  readonly store: Pick<Store, 'change'>;
}

export interface WantedWebhookSettings {
  readonly id: string;
  readonly reach: WebhookReach;
  readonly url: string | undefined;
  readonly events: readonly string[] | undefined;
}

/** Sets where a webhook is, and what it hears of; what waits for it goes there, too. */
export async function configureWebhook(
  deps: ConfigureWebhookDeps,
  context: ChangeContext,
  wanted: WantedWebhookSettings,
): Promise<Result<Webhook, { readonly urlDefect: PublicUrlDefect } | 'event_unknown' | 'webhook_unknown'>> {
  if (wanted.events?.every(isEventFilter) === false) return refuse('event_unknown');
  const url = wanted.url === undefined ? undefined : await checkWebhookUrl(deps, wanted.url);
  if (url?.ok === false) return url;
  return deps.store.change(context, async (change) => {
    const webhook = await findWebhook(change.webhooks, wanted.id, wanted.reach);
    if (webhook === undefined) return refuse('webhook_unknown');
    const set = {
      ...webhook,
      url: url?.value ?? webhook.url,
      events: wanted.events === undefined ? webhook.events : [...new Set(wanted.events)],
    };
    const moved = set.url !== webhook.url;
    if (!moved && set.events.join() === webhook.events.join()) return ok(webhook);
    await change.webhooks.configure(webhook.id, set);
    change.record({
      action: 'webhook.configured',
      subject: webhook.id,
      before: toldWebhook(webhook),
      after: { ...toldWebhook(set), moved },
    });
    return ok(set);
  });
}
