import { PARTNER_PATH } from '@gatepass/protocol';
import { expect, onTestFinished, test } from 'vitest';
import { isSigned, startWebhookReceiver } from '../../packages/server/src/testing/webhook-receiver.ts';
import { openStory, type PairFile, READY } from './story.ts';

const GRACE = { email: 'grace@acme.example' };

test('a member of a partner claims a token, hears of changes by a webhook, rotates a secret, and reads who did what', async () => {
  const story = await openStory();
  const receiver = await startWebhookReceiver();
  onTestFinished(() => receiver.close());
  const { system } = story;
  const { clientId, partnerId, parentAccountId } = await system.createClient();
  const cora = await story.operator('Cora', 'admin');

  const { id: memberId } = await story.told(
    cora,
    `members create --partner ${partnerId} --name Grace --email ${GRACE.email}`,
  );
  const { claim_code: code } = await story.told(cora, `claims create --member ${memberId}`);
  const link = await story.link(GRACE.email, READY);
  await story.told(GRACE, `claim --out ${story.file('member.json')}`, `${link}\n${code}\n`);
  const token = String(story.kept('member.json').member_token);
  const own = (method: string, path: string, body?: object) =>
    story.http(method, PARTNER_PATH + path, body, token);

  expect((await own('GET', '')).body).toMatchObject({ partner: { id: partnerId }, member: { id: memberId } });
  const wanted = { url: receiver.url, events: ['secret.*'] };
  const { status, body: webhook } = await own('POST', '/webhooks', wanted);
  expect(status).toBe(201);

  const { body: rotation } = await own('POST', `/clients/${clientId}/rotation`, {});
  await system.work();
  expect(receiver.received.map(({ body }) => JSON.parse(body))).toEqual([
    expect.objectContaining({ type: 'secret.created' }),
    expect.objectContaining({ type: 'secret.rotating' }),
  ]);
  for (const message of receiver.received) {
    expect(isSigned(message, String(webhook.webhook_secret), system.clock.now())).toBe(true);
    expect(message.body).not.toContain(String(rotation.client_secret));
  }
  const rotated: PairFile = {
    client_id: clientId,
    client_secret: String(rotation.client_secret),
    parent_account_id: parentAccountId,
    token_url: system.tokenUrl,
  };
  expect(await story.registerMerchant(rotated)).toBe(200);

  const { body: ledger } = await own('GET', '/ledger');
  const rows = ledger.items as readonly { readonly actor: string; readonly action: string }[];
  expect(rows).toContainEqual(
    expect.objectContaining({ actor: `member:${memberId}`, action: 'secret.rotating' }),
  );
  expect(rows).toContainEqual(expect.objectContaining({ actor: 'operator', action: 'member.created' }));
});
