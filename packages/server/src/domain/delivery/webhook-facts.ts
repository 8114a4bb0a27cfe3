import type { Facts } from '../ledger/ledger-entry.ts';
import type { Webhook } from './webhook.ts';

/** What the ledger says of a webhook: its host, since a path may be as good as a password. */
export function toldWebhook({ url, events }: Pick<Webhook, 'url' | 'events'>): Facts {
  return { host: new URL(url).host, events };
}
