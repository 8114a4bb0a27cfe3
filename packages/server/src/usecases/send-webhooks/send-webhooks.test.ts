import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { webhookPoster } from '../../http/webhooks/post-webhook.ts';
import { signWebhook } from '../../signing/webhook-signature.ts';
import { DAY, type DeliveryBench, deliveryBench, HOUR } from '../../testing/delivery-bench.ts';
import { ledgerOf } from '../../testing/ledger-of.ts';
import { made } from '../../testing/made.ts';
import { isSigned, startWebhookReceiver, type WebhookReceiver } from '../../testing/webhook-receiver.ts';
import { type CreatedWebhook, createWebhook } from '../create-webhook/create-webhook.ts';
import { rotateWebhookSecret } from '../rotate-webhook-secret/rotate-webhook-secret.ts';
import { createSettling } from '../send-mails/settling.ts';
import { setWebhookStatus } from '../set-webhook-status/set-webhook-status.ts';
import { type SendWebhooksDeps, sendNextMessage } from './send-webhooks.ts';

let bench: DeliveryBench;
let receiver: WebhookReceiver;
let deps: SendWebhooksDeps;
let noted: string[];

beforeEach(async () => {
  bench = await deliveryBench();
  receiver = await startWebhookReceiver();
  noted = [];
  deps = {
    store: bench.store,
    post: webhookPoster({ resolve: async () => [], onLoopback: true }),
    sign: signWebhook,
    unseal: bench.maker.unseal,
    settling: createSettling(),
    randomBytes: (count) => new Uint8Array(count),
    now: bench.now,
    onSettled: (outcome) => noted.push(outcome),
    onDisabled: (_webhook, cause) => noted.push(cause),
    onError: ({ id }, error) => noted.push(`${id}: ${error}`),
  };
  bench.advance(1);
});
afterEach(async () => {
  await receiver.close();
  await bench.close();
});

async function webhook(events = ['client.*'], partnerId: string | null = null): Promise<CreatedWebhook> {
  const creating = {
    ...bench.maker,
    store: bench.store,
    webhooksOnLoopback: true,
    standsInside: async () => false,
  };
  return made(await createWebhook(creating, bench.context(), { partnerId, url: receiver.url, events }));
}

/** Something happens, and whoever is to be told is told, as far as that is due. */
async function happen(action: 'client.disabled' | 'client.enabled' = 'client.disabled') {
  await bench.record({ action, subject: bench.clientId, after: { status: 'x', made_by: 'opr_1' } });
  await send();
}

async function send() {
  await bench.plan();
  while (await sendNextMessage(deps));
}

async function deliveries({ webhook: { id } }: CreatedWebhook) {
  return bench.store.webhooks.listDeliveries({ after: null, limit: 100, webhookId: id });
}

async function kept({ webhook: { id } }: CreatedWebhook) {
  const found = await bench.store.webhooks.find(id);
  if (found === undefined) throw new Error('no such webhook');
  return found;
}

describe('what a webhook is told', () => {
  test('is the event, when it was, what it is about and what stands after, and no person', async () => {
    const created = await webhook();
    await happen();
    expect(receiver.received.map(({ body }) => JSON.parse(body))).toEqual([
      {
        type: 'client.disabled',
        timestamp: new Date(bench.now()).toISOString(),
        data: { subject: bench.clientId, actor: 'operator', after: { status: 'x', made_by: 'opr_1' } },
      },
    ]);
    const [delivery] = await deliveries(created);
    expect(receiver.received[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': delivery?.id,
      'webhook-timestamp': String(Math.floor(bench.now() / 1000)),
    });
    expect(delivery).toMatchObject({ state: 'sent', attempts: 1, lastStatus: 204, sentAt: bench.now() });
  });

  test('names no operator where it is a partner’s', async () => {
    await webhook(['client.*'], bench.partnerId);
    await happen();
    expect(receiver.received[0]?.body).not.toContain('opr_');
    expect(JSON.parse(receiver.received[0]?.body ?? '').data.after).toEqual({ status: 'x' });
  });

  test('is signed with its secret, by the convention of Standard Webhooks', async () => {
    const { secret } = await webhook();
    await happen();
    const [message] = receiver.received;
    if (message === undefined) expect.fail('nothing was received');
    expect(isSigned(message, secret.reveal(), bench.now())).toBe(true);
    expect(isSigned({ ...message, body: `${message.body} ` }, secret.reveal(), bench.now())).toBe(false);
    expect(isSigned(message, `whsec_${Buffer.alloc(32).toString('base64')}`, bench.now())).toBe(false);
  });

  test('is signed with the new secret and the old one for a day after a rotation, then with the new one', async () => {
    const { webhook: old, secret } = await webhook();
    const wanted = { id: old.id, reach: 'any' } as const;
    const next = made(
      await rotateWebhookSecret({ ...bench.maker, store: bench.store }, bench.context(), wanted),
    );
    const signedBy = async () => {
      await happen();
      const message = receiver.received.at(-1);
      if (message === undefined) expect.fail('nothing was received');
      return [secret, next.secret].map((each) => isSigned(message, each.reveal(), bench.now()));
    };
    expect(await signedBy()).toEqual([true, true]);
    bench.advance(DAY);
    expect(await signedBy()).toEqual([false, true]);
  });

  test('holds no secret of the webhook: in the database they are sealed, and the ledger has none', async () => {
    const { webhook: stored, secret } = await webhook();
    expect(secret.reveal()).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(JSON.stringify(await kept({ webhook: stored, secret }))).not.toContain(secret.reveal().slice(6));
    expect(JSON.stringify(await ledgerOf(bench.store))).not.toContain('whsec_');
  });
});

describe('a message that did not arrive', () => {
  test('is sent again after 5 seconds, 5 and 30 minutes, 2, 5, 10 and 10 hours, and given up after 28', async () => {
    const created = await webhook();
    receiver.answerWith(500);
    await happen();
    const delays: number[] = [];
    for (;;) {
      const [delivery] = await deliveries(created);
      if (delivery?.state !== 'queued') break;
      const wait = delivery.nextAt - bench.now();
      delays.push(wait / 1000);
      bench.advance(wait);
      await send();
    }
    expect(delays).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 36_000]);
    expect(await deliveries(created)).toMatchObject([
      { state: 'failed', attempts: 8, lastStatus: 500, error: 'the answer has status 500' },
    ]);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(noted).toEqual([...Array(7).fill('retried'), 'failed']);
  });

  test.each([301, 304, 400, 404, 429, 503])('is one that was answered by %i', async (status) => {
    const created = await webhook();
    receiver.answerWith(status);
    await happen();
    expect(await deliveries(created)).toMatchObject([{ state: 'queued', lastStatus: status }]);
  });

  test('is one that nobody answered; what it was is told in words of ours', async () => {
    const created = await webhook();
    receiver.answerWith((request) => request.socket.destroy());
    await happen();
    expect(await deliveries(created)).toMatchObject([
      { state: 'queued', lastStatus: null, error: 'there was no answer' },
    ]);
  });

  test('is sent again by the next process where this one was killed while it was sent', async () => {
    const created = await webhook();
    await bench.record({ action: 'client.disabled', subject: bench.clientId });
    await bench.plan();
    await bench.store.webhookQueue.take(bench.now(), bench.now() + HOUR, 1);
    await send();
    expect(receiver.received).toEqual([]);
    await bench.store.webhookQueue.releaseInterrupted(bench.now());
    await send();
    expect(await deliveries(created)).toMatchObject([{ state: 'sent' }]);
  });
});

describe('a webhook is told nothing any more', () => {
  test('when it says that it is gone (410), which the ledger says was the system’s doing', async () => {
    const created = await webhook();
    receiver.answerWith(410);
    await happen();
    expect(await kept(created)).toMatchObject({ status: 'disabled' });
    expect(await deliveries(created)).toMatchObject([{ state: 'failed', lastStatus: 410 }]);
    expect((await ledgerOf(bench.store)).at(-1)).toEqual({
      actor: 'system:delivery',
      action: 'webhook.disabled',
      subject: created.webhook.id,
      after: { status: 'disabled', cause: 'gone' },
    });
    await happen('client.enabled');
    expect(receiver.received.length).toBe(1);
    expect(noted).toEqual(['failed', 'gone']);
  });

  test('after five days of nothing but failures, and its people are mailed', async () => {
    await bench.operator('admin', 'admin@platform.example');
    await bench.member('member@partner.example');
    const created = await webhook(['client.*'], bench.partnerId);
    receiver.answerWith(500);
    await happen();
    for (let day = 0; day < 5; day++) {
      expect(await kept(created)).toMatchObject({ status: 'active' });
      bench.advance(DAY);
      await happen();
    }
    expect(await kept(created)).toMatchObject({ status: 'disabled', failingSince: null });
    expect(noted.at(-1)).toBe('failing');
    expect(await bench.planned()).toEqual([
      'webhook_disabled admin@platform.example',
      'webhook_disabled member@partner.example',
    ]);
  });

  test('but not where one message arrived in between', async () => {
    const created = await webhook();
    for (let day = 0; day < 10; day++) {
      receiver.answerWith(day === 4 ? 200 : 500);
      await happen();
      if (day < 9) bench.advance(DAY - HOUR);
    }
    expect(await kept(created)).toMatchObject({ status: 'active' });
  });

  test('while an operator has disabled it; what waited is sent when it is enabled again', async () => {
    const created = await webhook();
    receiver.answerWith(500);
    await happen();
    const status = (wanted: 'active' | 'disabled') =>
      setWebhookStatus(bench, bench.context(), {
        id: created.webhook.id,
        reach: 'any',
        status: wanted,
        reason: 'a test',
      });
    await status('disabled');
    receiver.answerWith(204);
    bench.advance(HOUR);
    await send();
    expect(receiver.received.length).toBe(1);
    await status('active');
    await send();
    expect(await deliveries(created)).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });
});

test('a webhook is told one thing at a time, and a slow one holds up no other', async () => {
  const slow = await webhook(['client.disabled']);
  const quick = await webhook(['client.enabled']);
  const answers: (() => void)[] = [];
  receiver.answerWith((_request, response) => answers.push(() => response.writeHead(204).end()));
  for (let count = 0; count < 3; count++) await bench.record({ action: 'client.disabled', subject: 'x' });
  await bench.plan();
  const sending = [sendNextMessage(deps), sendNextMessage(deps)];
  while (answers.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(await Promise.race(sending)).toBe(false);
  await bench.record({ action: 'client.enabled', subject: 'x' });
  await bench.plan();
  receiver.answerWith(204);
  expect(await sendNextMessage(deps)).toBe(true);
  expect(await deliveries(quick)).toMatchObject([{ state: 'sent' }]);
  for (const answer of answers) answer();
  expect((await Promise.all(sending)).sort()).toEqual([false, true]);
  expect((await deliveries(slow)).map(({ state }) => state)).toEqual(['queued', 'queued', 'sent']);
});

test('one that was reached the last time comes before one that was not, however much waits for that', async () => {
  await webhook(['client.disabled']);
  receiver.answerWith(500);
  await happen('client.disabled');
  const healthy = await webhook(['client.enabled']);
  await bench.record({ action: 'client.disabled', subject: 'x' });
  await bench.plan();
  bench.advance(HOUR);
  await bench.record({ action: 'client.enabled', subject: 'x' });
  await bench.plan();
  receiver.answerWith(204);
  await sendNextMessage(deps);
  expect(await deliveries(healthy)).toMatchObject([{ state: 'sent' }]);
});

test('four webhooks of a partner are told something at once, and no fifth: the others are for everybody', async () => {
  for (let count = 0; count < 5; count++) await webhook(['client.disabled'], bench.partnerId);
  const platform = await webhook(['client.disabled']);
  const answers: (() => void)[] = [];
  receiver.answerWith((_request, response) => answers.push(() => response.writeHead(204).end()));
  await bench.record({ action: 'client.disabled', subject: bench.clientId });
  await bench.plan();
  const sending = Array.from({ length: 6 }, () => sendNextMessage(deps));
  while (answers.length < 5) await new Promise((resolve) => setImmediate(resolve));
  for (const answer of answers) answer();
  expect((await Promise.all(sending)).filter((wasOne) => wasOne)).toHaveLength(5);
  expect(await deliveries(platform)).toMatchObject([{ state: 'sent' }]);
});
