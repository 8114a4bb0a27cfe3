import { ok, type Result, refuse } from '@gatepass/protocol';
import { type PublicUrlDefect, parsePublicUrl } from '../../domain/network/public-url.ts';

export interface WebhookUrlDeps {
  /** Whether a webhook may be on this machine: where the server itself is, in development. */
  readonly webhooksOnLoopback: boolean;
  /** Whether a name stands for an address inside; false where nobody knows in a moment. */
  readonly standsInside: (hostname: string) => Promise<boolean>;
}

/**
 * Whether messages may go there. A name that stands for an inner address is refused here for the sake of whoever types
 * it; what it stands for when a message is sent is judged then.
 */
export async function checkWebhookUrl(
  { webhooksOnLoopback, standsInside }: WebhookUrlDeps,
  text: string,
): Promise<Result<string, { readonly urlDefect: PublicUrlDefect }>> {
  const url = parsePublicUrl(text, webhooksOnLoopback);
  if (!url.ok) return refuse({ urlDefect: url.refusal });
  const isName = /[a-z]/.test(url.value.hostname) && !url.value.hostname.startsWith('[');
  const isLocal = webhooksOnLoopback && url.value.hostname === 'localhost';
  if (isName && !isLocal && (await standsInside(url.value.hostname))) return refuse({ urlDefect: 'host' });
  return ok(url.value.href);
}
