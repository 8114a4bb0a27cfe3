import { ok, type RandomBytes, type Result, refuse } from '@gatepass/protocol';
import { isEventFilter } from '../../domain/delivery/event-filter.ts';
import { type Webhook, webhookSealPurpose } from '../../domain/delivery/webhook.ts';
import { toldWebhook } from '../../domain/delivery/webhook-facts.ts';
import { makeWebhookSecret } from '../../domain/delivery/webhook-secret.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { PublicUrlDefect } from '../../domain/network/public-url.ts';
import { newId } from '../../domain/new-id.ts';
import type { SecretText } from '../../domain/secret/secret-text.ts';
import type { Store } from '../../domain/store.ts';
import { checkWebhookUrl, type WebhookUrlDeps } from './webhook-url.ts';

/** Of one partner, or of the platform. */
const MAX_WEBHOOKS = 10;

export interface CreateWebhookDeps extends WebhookUrlDeps {
  readonly store: Pick<Store, 'change'>;
  readonly randomBytes: RandomBytes;
  readonly seal: (text: string, purpose: string) => string;
}

export interface WantedWebhook {
  /** Null: the platform's own. */
  readonly partnerId: string | null;
  readonly url: string;
  readonly events: readonly string[];
}

export interface CreatedWebhook {
  readonly webhook: Webhook;
  /** Told once. */
  readonly secret: SecretText;
}

export type WebhookRefusal = { readonly urlDefect: PublicUrlDefect } | 'event_unknown' | 'too_many_webhooks';

/** A URL that is told of events from now on, and the secret that signs what it is told. */
export async function createWebhook(
  deps: CreateWebhookDeps,
  context: ChangeContext,
  { partnerId, url, events }: WantedWebhook,
): Promise<Result<CreatedWebhook, WebhookRefusal>> {
  if (!events.every(isEventFilter)) return refuse('event_unknown');
  const checked = await checkWebhookUrl(deps, url);
  if (!checked.ok) return checked;
  const id = newId('whk', deps.randomBytes);
  const secret = makeWebhookSecret(deps.randomBytes);
  const webhook: Webhook = {
    id,
    partnerId,
    url: checked.value,
    events: [...new Set(events)],
    sealedSecret: deps.seal(secret.reveal(), webhookSealPurpose(id)),
    previousSealedSecret: null,
    previousUntil: null,
    status: 'active',
    statusChange: null,
    failingSince: null,
    createdBy: context.actor,
    createdAt: context.now,
  };
  return deps.store.change(context, async (change) => {
    if ((await change.webhooks.count(partnerId)) >= MAX_WEBHOOKS) return refuse('too_many_webhooks');
    await change.webhooks.insert(webhook);
    change.record({
      action: 'webhook.created',
      subject: id,
      before: null,
      after: { partner_id: partnerId, ...toldWebhook(webhook) },
    });
    return ok({ webhook, secret });
  });
}
