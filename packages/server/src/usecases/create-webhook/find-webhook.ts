import type { WebhookReads } from '../../domain/delivery/delivery-stores.ts';
import type { Webhook } from '../../domain/delivery/webhook.ts';

/** Whose webhook somebody may reach: a partner's own (null: the platform's), or any. */
export type WebhookReach = { readonly partnerId: string | null } | 'any';

/** Undefined, too, where there is one that is somebody else's: nobody learns of it. */
export async function findWebhook(
  webhooks: Pick<WebhookReads, 'find'>,
  id: string,
  reach: WebhookReach,
): Promise<Webhook | undefined> {
  const webhook = await webhooks.find(id);
  return reach === 'any' || webhook?.partnerId === reach.partnerId ? webhook : undefined;
}
