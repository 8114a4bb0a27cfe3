import { deliveredEvent } from './delivered-events.ts';
import { isWanted } from './event-filter.ts';
import type { ToldEntry } from './told-entry.ts';
import type { Webhook } from './webhook.ts';

/**
 * Which of these active webhooks hear of a row: the platform's of everything, a partner's of what is that partner's.
 * None hears of what was before it.
 */
export function planWebhooks(
  { action, subject, at }: ToldEntry,
  partnerId: string | undefined,
  webhooks: readonly Webhook[],
): readonly Webhook[] {
  const event = deliveredEvent(action);
  if (event === undefined) return [];
  return webhooks.filter((webhook) => {
    if (event.webhooks === 'itself') return webhook.id === subject;
    const isConcerned =
      webhook.partnerId === null || (event.webhooks === 'partner' && webhook.partnerId === partnerId);
    return isConcerned && webhook.createdAt <= at && isWanted(webhook.events, action);
  });
}
