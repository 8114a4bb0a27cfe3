import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DeliveryBench, deliveryBench } from '../../testing/delivery-bench.ts';
import { made } from '../../testing/made.ts';
import { createWebhook } from '../create-webhook/create-webhook.ts';
import { setWebhookStatus } from '../set-webhook-status/set-webhook-status.ts';

let bench: DeliveryBench;
let admin: string;
beforeEach(async () => {
  bench = await deliveryBench();
  admin = await bench.operator('admin', 'admin@platform.example');
  bench.advance(1);
});
afterEach(() => bench.close());

async function webhook(partnerId: string | null, ...events: string[]): Promise<string> {
  const deps = {
    ...bench.maker,
    store: bench.store,
    webhooksOnLoopback: false,
    standsInside: async () => false,
  };
  const wanted = { partnerId, url: 'https://8.8.8.8/hook', events };
  return made(await createWebhook(deps, bench.context(), wanted)).webhook.id;
}

async function told(id: string): Promise<readonly string[]> {
  await bench.plan();
  const page = { after: null, limit: 100, webhookId: id };
  return (await bench.store.webhooks.listDeliveries(page)).map(({ event }) => event).toReversed();
}

describe('mails go to whoever must act or ought to know', () => {
  test('a request by the form: a confirmation to its contact, and to nobody else', async () => {
    await bench.submit('ada@partner.example');
    expect(await bench.planned()).toEqual(['confirm ada@partner.example']);
  });

  test('a request that an operator typed in: to those who may approve, but for that one', async () => {
    await bench.operator('approver', 'approver@platform.example');
    await bench.operator('viewer', 'viewer@platform.example');
    await bench.request(admin, 'ada@partner.example');
    expect(await bench.planned()).toEqual(['request_waiting approver@platform.example']);
  });

  test('an alarm: to all admins, also the one who brought it about', async () => {
    await bench.operator('admin', 'second@platform.example');
    await bench.operator('approver', 'approver@platform.example');
    await bench.record({ action: 'rules.changed_alone', subject: 'rul_1' });
    expect(await bench.planned()).toEqual([
      'break_glass admin@platform.example',
      'break_glass second@platform.example',
    ]);
  });

  test('a token from the console: to all admins; one that an operator made: to nobody', async () => {
    const made = { action: 'operator.token_created', subject: admin } as const;
    await bench.record(made, { actor: `operator:${admin}` });
    expect(await bench.planned()).toEqual([]);
    await bench.record(made, { actor: 'system:console' });
    expect(await bench.planned()).toEqual(['operator_recovered admin@platform.example']);
  });

  test('a secret that ends: to the members of its partner and to the admins', async () => {
    await bench.member('member@partner.example');
    await bench.record({ action: 'secret.expiring', subject: bench.secretId });
    expect(await bench.planned()).toEqual([
      'secret_expiring admin@platform.example',
      'secret_expiring member@partner.example',
    ]);
  });

  test('nobody who is disabled, and nobody without an address', async () => {
    await bench.operator('admin');
    const gone = await bench.operator('admin', 'gone@platform.example');
    await bench.store.change(bench.context(), async (change) => {
      await change.operators.setStatus(gone, 'disabled', { at: bench.now(), reason: 'left' });
      change.record({ action: 'operator.disabled', subject: gone, before: null, after: null });
      return { ok: true, value: undefined };
    });
    await bench.record({ action: 'operator.exposed', subject: gone });
    expect(await bench.planned()).toEqual(['operator_exposed admin@platform.example']);
  });

  test('what needs nobody: no mail', async () => {
    await bench.record({ action: 'client.configured', subject: bench.clientId });
    expect(await bench.planned()).toEqual([]);
  });
});

describe('webhooks hear', () => {
  test('of everything, where they are the platform’s; of what is theirs, where they are a partner’s', async () => {
    const [own, theirs] = [await webhook(null, '*'), await webhook(bench.partnerId, '*')];
    await bench.record({ action: 'secret.exposed', subject: bench.secretId });
    await bench.record({ action: 'secret.exposed', subject: 'somebody-elses' });
    await bench.record({ action: 'operator.exposed', subject: admin });
    expect(await told(own)).toEqual([
      'webhook.created',
      'webhook.created',
      'secret.exposed',
      'secret.exposed',
      'operator.exposed',
    ]);
    expect(await told(theirs)).toEqual(['webhook.created', 'secret.exposed']);
  });

  test('of what they have asked for, by name or by its beginning', async () => {
    const [one, some] = [await webhook(null, 'client.disabled'), await webhook(null, 'secret.*')];
    for (const action of ['client.disabled', 'client.enabled', 'secret.created', 'secret.revoked'] as const) {
      await bench.record({ action, subject: bench.clientId });
    }
    expect(await told(one)).toEqual(['client.disabled']);
    expect(await told(some)).toEqual(['secret.created', 'secret.revoked']);
  });

  test('nothing of what was before them, and nothing while they are disabled', async () => {
    await bench.record({ action: 'client.disabled', subject: bench.clientId });
    bench.advance(1);
    const id = await webhook(null, 'client.*');
    const status = (wanted: 'active' | 'disabled') =>
      setWebhookStatus(bench, bench.context(), { id, reach: 'any', status: wanted, reason: 'a test' });
    await status('disabled');
    await bench.record({ action: 'client.enabled', subject: bench.clientId });
    expect(await told(id)).toEqual([]);
    await status('active');
    await bench.record({ action: 'client.disabled', subject: bench.clientId });
    expect(await told(id)).toEqual(['client.disabled']);
  });

  test('of a test that is theirs, whatever they have asked for, and of nobody else’s', async () => {
    const [tested, other] = [await webhook(null, 'client.*'), await webhook(null, '*')];
    await bench.plan();
    await bench.record({ action: 'webhook.tested', subject: tested });
    expect(await told(tested)).toEqual(['webhook.tested']);
    expect(await told(other)).not.toContain('webhook.tested');
  });
});

describe('each row is planned once', () => {
  test('by any number of planners at a time', async () => {
    const id = await webhook(null, 'client.*');
    await bench.store.change(bench.context(), async (change) => {
      for (let count = 0; count < 250; count++)
        change.record({ action: 'client.enabled', subject: bench.clientId, before: null, after: null });
      return { ok: true, value: undefined };
    });
    await bench.record({ action: 'operator.exposed', subject: admin });
    await Promise.all(Array.from({ length: 10 }, () => bench.plan()));
    const page = { after: null, limit: 1000, webhookId: id };
    expect((await bench.store.webhooks.listDeliveries(page)).length).toBe(250);
    expect((await bench.mails()).length).toBe(1);
    expect(await bench.store.outbox.cursor()).toBe((await bench.store.ledger.head()).sequence);
  });

  test('but for one whose text was damaged, which keeps nobody from hearing of the next', async () => {
    const damaged = (await bench.store.ledger.head()).sequence + 1;
    await bench.record({ action: 'api.exposed', subject: 'api_1' });
    await bench.record({ action: 'operator.exposed', subject: admin });
    const { writer } = bench.databases;
    await sql`drop trigger ledger_keeps_rows`.execute(writer);
    await sql`update ledger set entry = '{' where sequence = ${damaged}`.execute(writer);
    expect(await bench.planned()).toEqual(['operator_exposed admin@platform.example']);
    expect(bench.damaged).toEqual([damaged]);
  });

  test('also by a planner that comes too late: nothing of it is written', async () => {
    await bench.plan();
    const upTo = await bench.store.outbox.cursor();
    const mails = [
      { id: 'mal_1', sequence: upTo, template: 'confirm', personId: 'per_1', subjectId: 'x' },
    ] as const;
    const planned = await bench.store.outbox.plan(
      { after: upTo - 1, upTo },
      { mails, webhooks: [] },
      bench.now(),
    );
    expect(planned).toBe(false);
    expect(await bench.mails()).toEqual([]);
  });
});
