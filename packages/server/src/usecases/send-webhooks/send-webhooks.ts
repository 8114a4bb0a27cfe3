import type { RandomBytes } from '@gatepass/protocol';
import type { Clock } from '../../domain/clock.ts';
import type { SettledDelivery } from '../../domain/delivery/delivery-stores.ts';
import { jittered, webhookDelay } from '../../domain/delivery/retry-delays.ts';
import { toldEntry } from '../../domain/delivery/told-entry.ts';
import { type Webhook, type WebhookDelivery, webhookSealPurpose } from '../../domain/delivery/webhook.ts';
import { webhookMessage } from '../../domain/delivery/webhook-message.ts';
import type { PostWebhook, SignWebhook, WebhookPost } from '../../domain/delivery/webhook-poster.ts';
import { webhookKey } from '../../domain/delivery/webhook-secret.ts';
import type { Store } from '../../domain/store.ts';
import type { Settling } from '../send-mails/settling.ts';
import { setWebhookStatus } from '../set-webhook-status/set-webhook-status.ts';

export interface SendWebhooksDeps {
  readonly store: Pick<Store, 'webhookQueue' | 'ledger' | 'change'>;
  readonly post: PostWebhook;
  readonly sign: SignWebhook;
  readonly unseal: (sealed: string, purpose: string) => string;
  readonly settling: Settling;
  readonly randomBytes: RandomBytes;
  readonly now: Clock;
  readonly onSettled: (outcome: 'sent' | 'retried' | 'failed') => void;
  readonly onDisabled: (webhook: Webhook, cause: 'gone' | 'failing') => void;
  /** A bug or an outage kept a message from being sent. */
  readonly onError: (delivery: WebhookDelivery, error: unknown) => void;
}

/** Longer than any attempt takes: what is still being sent after so many milliseconds was interrupted. */
const ATTEMPT_ENDS_WITHIN = 5 * 60_000;
/** Milliseconds of nothing but failures after which a webhook is told nothing any more. */
const GIVES_UP_AFTER = 5 * 86_400_000;

/** Of one partner's webhooks: were it more, few partners could keep all workers busy. */
const AT_ONCE_PER_PARTNER = 4;

/** Sends the message that is due first, and says whether there was one. */
export async function sendNextMessage(deps: SendWebhooksDeps): Promise<boolean> {
  await deps.settling.retry();
  const now = deps.now();
  const taken = await deps.store.webhookQueue.take(now, now + ATTEMPT_ENDS_WITHIN, AT_ONCE_PER_PARTNER);
  if (taken === undefined) return false;
  const { delivery, webhook } = taken;
  const settled = await attempt(deps, webhook, delivery);
  await deps.settling.settle(() => deps.store.webhookQueue.settle(delivery, settled));
  note(deps, settled);
  await disableWhereHopeless(deps, webhook, settled);
  return true;
}

async function attempt(
  deps: SendWebhooksDeps,
  webhook: Webhook,
  delivery: WebhookDelivery,
): Promise<SettledDelivery> {
  const now = deps.now();
  const unchanged = { nextAt: delivery.nextAt, lastStatus: delivery.lastStatus, sentAt: null };
  const { failingSince } = webhook;
  try {
    const message = await write(deps, webhook, delivery, now);
    if (message === undefined) return { ...unchanged, state: 'dropped', error: 'row_gone', failingSince };
    const answer = await deps.post(message);
    if (!answer.ok) return postponed(deps, webhook, delivery, { lastStatus: null, error: answer.refusal });
    const status = answer.value;
    if (status >= 200 && status < 300) {
      return {
        ...unchanged,
        state: 'sent',
        lastStatus: status,
        error: null,
        sentAt: now,
        failingSince: null,
      };
    }
    return postponed(deps, webhook, delivery, {
      lastStatus: status,
      error: `the answer has status ${status}`,
    });
  } catch (error) {
    deps.onError(delivery, error);
    const error_ = 'it could not be sent; the log of this server says why';
    return { ...postponed(deps, webhook, delivery, { lastStatus: null, error: error_ }), failingSince };
  }
}

/** Undefined where the row that it tells of was removed. */
async function write(
  { store, sign, unseal }: SendWebhooksDeps,
  webhook: Webhook,
  { id, sequence }: WebhookDelivery,
  now: number,
): Promise<WebhookPost | undefined> {
  const [row] = await store.ledger.rowsAfter(sequence - 1, 1);
  if (row?.sequence !== sequence) return undefined;
  const body = webhookMessage(toldEntry(row), webhook.partnerId !== null);
  const timestamp = Math.floor(now / 1000);
  const signatures = liveSecrets(webhook, now).map((sealed) =>
    sign(webhookKey(unseal(sealed, webhookSealPurpose(webhook.id))), { id, timestamp, body }),
  );
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
  return { url: webhook.url, headers, body };
}

function liveSecrets(
  { sealedSecret, previousSealedSecret, previousUntil }: Webhook,
  now: number,
): readonly string[] {
  const overlaps = previousSealedSecret !== null && previousUntil !== null && now < previousUntil;
  return overlaps ? [sealedSecret, previousSealedSecret] : [sealedSecret];
}

function postponed(
  deps: SendWebhooksDeps,
  { failingSince }: Webhook,
  { attempts, nextAt }: WebhookDelivery,
  failure: Pick<SettledDelivery, 'lastStatus' | 'error'>,
): SettledDelivery {
  const now = deps.now();
  const since = { ...failure, sentAt: null, failingSince: failingSince ?? now };
  const delay = failure.lastStatus === GONE ? undefined : webhookDelay(attempts);
  if (delay === undefined) return { ...since, state: 'failed', nextAt };
  return { ...since, state: 'queued', nextAt: now + jittered(delay, deps.randomBytes) };
}

/** RFC 9110 §15.5.11: whoever answers so wants to hear no more. */
const GONE = 410;

function note({ onSettled }: SendWebhooksDeps, { state }: SettledDelivery): void {
  if (state === 'sent' || state === 'failed') onSettled(state);
  if (state === 'queued') onSettled('retried');
}

async function disableWhereHopeless(
  deps: SendWebhooksDeps,
  webhook: Webhook,
  { state, lastStatus, failingSince }: SettledDelivery,
): Promise<void> {
  const now = deps.now();
  const isGone = state === 'failed' && lastStatus === GONE;
  if (!isGone && (failingSince === null || now - failingSince < GIVES_UP_AFTER)) return;
  const cause = isGone ? 'gone' : 'failing';
  const disabled = await setWebhookStatus(
    deps,
    { actor: 'system:delivery', requestId: null, now },
    { id: webhook.id, reach: 'any', status: 'disabled', reason: REASONS[cause], cause },
  );
  if (disabled.ok) deps.onDisabled(webhook, cause);
}

const REASONS = {
  gone: 'It answered 410: it is gone.',
  failing: 'Nothing reached it for five days.',
} as const;
