import { join } from 'node:path';
import type { RandomBytes } from '@gatepass/protocol';
import type { MailTransport } from '../domain/delivery/mail-transport.ts';
import type { LinkOpener } from '../domain/link/link-address.ts';
import { standsInside } from '../http/outside/public-lookup.ts';
import type { OutsideDeps } from '../http/outside/request-outside.ts';
import { webhookPoster } from '../http/webhooks/post-webhook.ts';
import { devOutbox } from '../mail/dev-outbox.ts';
import { smtpTransport } from '../mail/smtp-transport.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { signWebhook } from '../signing/webhook-signature.ts';
import type { WebhookUrlDeps } from '../usecases/create-webhook/webhook-url.ts';
import { planDeliveries } from '../usecases/plan-deliveries/plan-deliveries.ts';
import { type SendMailsDeps, sendNextMail } from '../usecases/send-mails/send-mails.ts';
import { createSettling } from '../usecases/send-mails/settling.ts';
import { type SendWebhooksDeps, sendNextMessage } from '../usecases/send-webhooks/send-webhooks.ts';
import type { AppParts } from './app-parts.ts';
import type { BackgroundWork } from './background-work.ts';
import { stackOf } from './error-texts.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { workerPool } from './worker-pool.ts';

/** Mails under way at once; a mail server that takes few is not overrun, and a slow one held up by few. */
const MAIL_WORKERS = 4;
/** Webhooks that are being told something at once. */
const WEBHOOK_WORKERS = 16;
/** Milliseconds that one mail may take: also how long a stop waits for it. */
const MAIL_TIMEOUT = 30_000;

export interface DeliveryParts {
  readonly parts: Pick<AppParts, 'settings' | 'store' | 'tail' | 'log' | 'now'>;
  readonly unseal: LinkOpener['unseal'];
  readonly randomBytes: RandomBytes;
  readonly fetching: OutsideDeps;
  readonly background: BackgroundWork;
  readonly metrics: Metrics;
}

/** Mails and webhooks: planned from the ledger's rows, and sent. */
export interface Deliveries {
  /** Whether mails go anywhere. Where they do not, they wait. */
  readonly mailConfigured: boolean;
  /** Does what is due soon, behind whatever is going on. */
  soon(): void;
  /** Plans and sends what is due; resolves when nothing of it is under way. */
  work(): Promise<void>;
  /** Begins nothing any more. What is under way is waited for with all background work. */
  stop(): void;
}

export async function openDeliveries(given: DeliveryParts): Promise<Deliveries> {
  const { parts, background, metrics, randomBytes } = given;
  const { store, tail, log, now } = parts;
  const onError = (error: unknown) => log.error({ error: stackOf(error) }, 'deliveries failed');
  const transport = openTransport(parts.settings);
  if (transport === undefined)
    log.warn('GATEPASS_SMTP_URL is not set: mails wait, those with links to credentials among them');
  await store.mailQueue.releaseInterrupted(now());
  await store.webhookQueue.releaseInterrupted(now());

  let stopped = false;
  const onDamaged = (sequence: number) =>
    log.error({ sequence }, 'a row of the ledger is damaged, and told to nobody; verify the ledger');
  const plan = oneAtATime(() => planDeliveries({ store, randomBytes, now, onDamaged }));
  const pool = (size: number, doNext: () => Promise<boolean>) =>
    workerPool(size, async () => !stopped && (await doNext()), onError);
  const mailing = transport && mailDeps(given, transport);
  const mails = mailing && pool(MAIL_WORKERS, () => sendNextMail(mailing));
  const messaging = webhookDeps(given);
  const messages = pool(WEBHOOK_WORKERS, () => sendNextMessage(messaging));

  async function work(): Promise<void> {
    if (stopped) return;
    // What was planned before goes out all the same.
    await plan().catch(onError);
    try {
      await Promise.all([mails?.work(), messages.work()]);
      const { queued, failed } = await store.mailQueue.counts();
      metrics.setMails(queued, failed);
    } catch (error) {
      onError(error);
    }
  }

  let isScheduled = false;
  function soon(): void {
    if (isScheduled || stopped) return;
    isScheduled = true;
    background.start(() => {
      isScheduled = false;
      return work();
    });
  }

  tail.listen(soon);
  return {
    mailConfigured: transport !== undefined,
    soon,
    work,
    stop() {
      stopped = true;
    },
  };
}

/** Milliseconds that whoever makes a webhook waits for its name to be looked up, at the most. */
const LOOK_UP_PATIENCE = 2000;

/** What it takes to judge the URL of a webhook. */
export function webhookUrls({ resolve, onLoopback }: OutsideDeps): WebhookUrlDeps {
  const unknown = () => false;
  return {
    webhooksOnLoopback: onLoopback,
    standsInside: (hostname) =>
      Promise.race([
        standsInside(resolve, hostname).catch(unknown),
        new Promise<boolean>((answer) => void setTimeout(() => answer(unknown()), LOOK_UP_PATIENCE).unref()),
      ]),
  };
}

function openTransport({ mode, dataDir, mail }: AppParts['settings']): MailTransport | undefined {
  if (mail.smtp !== undefined)
    return smtpTransport({ server: mail.smtp, identity: mail, timeoutMilliseconds: MAIL_TIMEOUT });
  return mode === 'dev' ? devOutbox(join(dataDir, 'outbox'), mail) : undefined;
}

function mailDeps(given: DeliveryParts, transport: MailTransport): SendMailsDeps {
  const { parts, unseal, randomBytes, metrics } = given;
  const { store, settings, now, log } = parts;
  return {
    store,
    issuer: settings.issuer,
    unseal,
    transport,
    settling: createSettling(),
    randomBytes,
    now,
    onSent: metrics.mailSent,
    onRepeated({ id, attempts }) {
      metrics.mailRepeated();
      log.warn({ mail_id: id, attempts }, 'a mail that may have arrived is sent again');
    },
    onFailed({ id, template }, error) {
      metrics.mailFailed();
      log.error({ mail_id: id, template, error }, 'a mail could not be sent, and is given up');
    },
    onError: ({ id }, error) => log.error({ mail_id: id, error: stackOf(error) }, 'a mail was not sent'),
  };
}

function webhookDeps({ parts, unseal, randomBytes, fetching, metrics }: DeliveryParts): SendWebhooksDeps {
  const { store, now, log } = parts;
  return {
    store,
    post: webhookPoster(fetching),
    sign: signWebhook,
    unseal,
    settling: createSettling(),
    randomBytes,
    now,
    onSettled: metrics.webhookSettled,
    onDisabled: ({ id }, cause) => log.warn({ webhook_id: id, cause }, 'a webhook was disabled'),
    onError: ({ id, webhookId }, error) =>
      log.error(
        { delivery_id: id, webhook_id: webhookId, error: stackOf(error) },
        'a message to a webhook was not sent',
      ),
  };
}
