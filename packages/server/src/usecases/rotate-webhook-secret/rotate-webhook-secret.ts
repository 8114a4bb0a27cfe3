import { ok, type RandomBytes, type Result, refuse } from '@gatepass/protocol';
import { webhookSealPurpose } from '../../domain/delivery/webhook.ts';
import { makeWebhookSecret } from '../../domain/delivery/webhook-secret.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Store } from '../../domain/store.ts';
import type { CreatedWebhook } from '../create-webhook/create-webhook.ts';
import { findWebhook, type WebhookReach } from '../create-webhook/find-webhook.ts';

/** For so long messages bear two signatures, so that the receiver can change over at any moment. */
const OVERLAP = 24 * 3_600_000;

export interface RotateWebhookSecretDeps {
  readonly store: Pick<Store, 'change'>;
  readonly randomBytes: RandomBytes;
  readonly seal: (text: string, purpose: string) => string;
}

/** Replaces a webhook's secret. The one before signs beside it for a day; the one before that no longer. */
export function rotateWebhookSecret(
  deps: RotateWebhookSecretDeps,
  context: ChangeContext,
  { id, reach }: { readonly id: string; readonly reach: WebhookReach },
): Promise<Result<CreatedWebhook, 'webhook_unknown'>> {
  const secret = makeWebhookSecret(deps.randomBytes);
  return deps.store.change(context, async (change) => {
    const webhook = await findWebhook(change.webhooks, id, reach);
    if (webhook === undefined) return refuse('webhook_unknown');
    const previousUntil = context.now + OVERLAP;
    const secrets = {
      sealedSecret: deps.seal(secret.reveal(), webhookSealPurpose(id)),
      previousSealedSecret: webhook.sealedSecret,
      previousUntil,
    };
    await change.webhooks.setSecret(id, secrets);
    change.record({
      action: 'webhook.secret_rotated',
      subject: id,
      before: null,
      after: { previous_until: new Date(previousUntil).toISOString() },
    });
    return ok({ webhook: { ...webhook, ...secrets }, secret });
  });
}
