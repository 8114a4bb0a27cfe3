import { attack, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isSigned, startWebhookReceiver, type WebhookReceiver } from '../../../testing/webhook-receiver.ts';

interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly status: string;
  readonly webhook_secret: string;
  readonly detail: string;
  readonly type: string;
}

let system: System;
let receiver: WebhookReceiver;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  receiver = await startWebhookReceiver();
  return async () => {
    for (const { id } of (await call<{ items: Webhook[] }>('GET', '')).body.items) {
      await call('POST', `/${id}/disable`, { reason: 'the test is over' });
    }
    await receiver.close();
  };
});

function call<Body = Webhook>(method: string, path: string, body?: unknown) {
  return system.admin<Body>(method, `/webhooks${path}`, body);
}

/** Ten there may be, so a disabled one is taken up again where there is one. */
async function create(events: readonly string[] = ['partner.*']): Promise<Webhook> {
  const created = await call('POST', '', { url: receiver.url, events });
  if (created.status !== 201) throw new Error(JSON.stringify(created.body));
  return created.body;
}

async function deliveriesOf(id: string) {
  await system.work();
  const { body } = await call<{ items: { event: string; state: string; last_status: number }[] }>(
    'GET',
    `/${id}/deliveries`,
  );
  return body.items.map(({ event, state, last_status }) => [event, state, last_status]);
}

test('a webhook is told what happens, signed with the secret that was shown once', async () => {
  const { id, webhook_secret: secret, ...shown } = await create();
  const partner = await system.admin<{ id: string }>('POST', '/partners', { name: 'Partner' });
  expect(await deliveriesOf(id)).toEqual([['partner.created', 'sent', 204]]);
  const [message] = receiver.received;
  if (message === undefined) expect.fail('nothing was received');
  expect(isSigned(message, secret, system.clock.now())).toBe(true);
  expect(JSON.parse(message.body)).toMatchObject({
    type: 'partner.created',
    data: { subject: partner.body.id },
  });
  expect((await call('GET', `/${id}`)).body).toEqual({ id, ...shown });
});

test('a test is told to the one webhook, and goes the way of all events', async () => {
  const { id } = await create();
  expect((await call('POST', `/${id}/test`, {})).status).toBe(200);
  expect(await deliveriesOf(id)).toEqual([['webhook.tested', 'sent', 204]]);
});

test('a webhook is moved, and told other things; where nothing changes, nothing is written', async () => {
  const { id } = await create();
  const changed = await call('PATCH', `/${id}`, {
    events: ['client.*', 'client.*'],
    url: `${receiver.url}/2`,
  });
  expect(changed.body).toMatchObject({ events: ['client.*'], url: `${receiver.url}/2` });
  await call('PATCH', `/${id}`, { events: ['client.*'] });
  const { body } = await system.admin<{ items: { action: string }[] }>('GET', `/ledger?subject=${id}`);
  expect(body.items.map(({ action }) => action).sort()).toEqual(['webhook.configured', 'webhook.created']);
});

test('a new secret signs beside the old one, and is shown once', async () => {
  const { id, webhook_secret: old } = await create();
  const rotated = await call('POST', `/${id}/rotate-secret`, {});
  expect(rotated.status).toBe(201);
  await call('POST', `/${id}/test`, {});
  await system.work();
  const message = receiver.received.at(-1);
  if (message === undefined) expect.fail('nothing was received');
  for (const secret of [old, rotated.body.webhook_secret])
    expect(isSigned(message, secret, system.clock.now())).toBe(true);
});

test('a dry run disables nothing', async () => {
  const { id } = await create();
  const answer = await call('POST', `/${id}/disable?dry_run=true`, { reason: 'to see' });
  expect(answer.body).toMatchObject({ status: 'disabled' });
  expect((await call('GET', `/${id}`)).body.status).toBe('active');
});

describe('is refused', () => {
  test.each([
    ['an event that there is not', { events: ['partner.created', 'nothing.happened'] }, 400, 'event_unknown'],
    ['a beginning of no event', { events: ['part*'] }, 400, 'event_unknown'],
    ['no event at all', { events: [] }, 400, 'request_malformed'],
    ['a field that is not known', { events: ['*'], secret: 'mine' }, 400, 'request_malformed'],
  ])('%s', async (_what, given, status, cause) => {
    const refused = await call('POST', '', { url: receiver.url, ...given });
    expect([refused.status, refused.body.type]).toEqual([status, `urn:gatepass:problem:${cause}`]);
  });

  test('a webhook that is not there, and a test of one that is disabled', async () => {
    for (const [method, path, body] of [
      ['GET', ''],
      ['PATCH', '', { events: ['*'] }],
      ['GET', '/deliveries'],
      ['POST', '/test', {}],
      ['POST', '/rotate-secret', {}],
      ['POST', '/enable', { reason: 'why not' }],
    ] as const) {
      const refused = await call(method, `/whk_none${path}`, body);
      expect(refused.body.type, path).toBe('urn:gatepass:problem:webhook_unknown');
    }
    const { id } = await create();
    await call('POST', `/${id}/disable`, { reason: 'a test' });
    expect((await call('POST', `/${id}/test`, {})).body.type).toBe('urn:gatepass:problem:webhook_disabled');
  });
});

attack('W14', 'a webhook’s URL is judged when it is saved', async (report) => {
  const live = await startSystem({ settings: { GATEPASS_ISSUER: 'https://auth.example.com' } });
  try {
    for (const [url, says] of [
      ['https://127.0.0.1/', 'name a host'],
      ['https://[::1]/', 'name a host'],
      ['https://0.0.0.0/', 'name a host'],
      ['https://169.254.169.254/', 'name a host'],
      ['https://10.1.2.3/', 'name a host'],
      ['https://[fc00::1]/', 'name a host'],
      ['https://[::ffff:127.0.0.1]/', 'name a host'],
      ['https://2130706433/', 'name a host'],
      ['https://0177.0.0.1/', 'name a host'],
      ['https://0x7f.1/', 'name a host'],
      ['https://localhost./', 'name a host'],
      ['http://8.8.8.8/', 'begin with https'],
      ['file:///etc/passwd', 'begin with https'],
      ['gopher://8.8.8.8/', 'begin with https'],
      ['https://user:password@8.8.8.8/', 'user name or a password'],
      ['https://8.8.8.8:22/', 'port 443'],
    ] as const) {
      const refused = await fetch(`http://127.0.0.1:${live.port}/api/v1/admin/webhooks`, {
        method: 'POST',
        headers: { authorization: `Bearer ${live.operatorToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ url, events: ['*'] }),
      });
      const { detail } = (await refused.json()) as Webhook;
      expect([refused.status, detail], url).toEqual([422, expect.stringContaining(says)]);
      expect(detail).not.toContain(new URL(url).host || 'passwd');
      report(`a webhook with the URL ${url}`, `422: ${detail}`);
    }
  } finally {
    await live.stop();
  }
});
