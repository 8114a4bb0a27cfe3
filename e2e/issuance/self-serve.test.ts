import { CREDENTIAL_REQUESTS_PATH, TOKEN_PATH } from '@gatepass/protocol';
import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { CONFIRM, DAY, HOUR, openStory, type PairFile, type Story } from './story.ts';

const ADA = { email: 'ada@acme.example' };

/** What the page behind the link does when its button is pressed. */
async function confirm(story: Story): Promise<void> {
  const token = (await story.link(ADA.email, CONFIRM)).split('#')[1];
  const { status } = await story.http('POST', `${CREDENTIAL_REQUESTS_PATH}/confirm`, { token });
  expect(status).toBe(200);
}

async function submit(story: Story) {
  await story.told(
    ADA,
    `requests submit --platform 'Acme Checkout' --volume 1200 --account 1234567890 --contact-name 'Ada Lovelace' --contact-email ${ADA.email} --purpose 'Register merchants' --out ${story.file('request.json')}`,
  );
  const { request_id: id, claim_code: code } = story.kept('request.json');
  return { id: String(id), code: String(code) };
}

/** The token endpoint's answer to the pair. */
async function askForToken(story: Story, pair: PairFile, more: Record<string, string> = {}) {
  const { client_id, client_secret } = pair;
  const form = { grant_type: 'client_credentials', client_id, client_secret, ...more };
  const body = new URLSearchParams(form);
  const response = await fetch(story.system.issuer + TOKEN_PATH, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

test('self-serve: form, confirmation, question, answer, approval on narrower terms, and a token that keeps to them', async () => {
  const story = await openStory({ GATEPASS_SCOPES: 'accounts:read accounts:write payouts:write' });
  const ben = await story.operator('Ben', 'approver');
  const cora = await story.operator('Cora', 'approver');
  const status = () => story.told(ADA, `requests status --request ${story.file('request.json')}`);

  // Nobody sees it before the contact has confirmed. A scanner that follows the link confirms nothing.
  const { id, code } = await submit(story);
  expect(await story.mails(ben.email, id)).toEqual([]);
  const [page] = (await story.link(ADA.email, CONFIRM)).split('#');
  expect((await fetch(String(page))).status).toBe(200);
  expect(await status()).toMatchObject({ state: 'draft' });
  await confirm(story);
  expect(await status()).toMatchObject({ state: 'confirmed' });
  expect(await story.mails(ben.email, id)).toHaveLength(1);

  // A question by mail, and an answer with what the form told.
  await story.told(ben, `requests ask ${id} --text 'Which merchants are these?'`);
  const [question] = await story.mails(ADA.email, 'A question');
  expect(question?.text).toContain('Which merchants are these?');
  expect(await story.run(ben, `requests approve ${id}`)).toMatchObject({ exitCode: 6 });
  await story.told(
    ADA,
    `requests reply --request ${story.file('request.json')} --text 'Those of the summer sale.'`,
  );
  expect(await story.mails(ben.email, 'was answered')).toHaveLength(1);
  expect((await story.run(ben, `requests show ${id}`)).stdout).toContain('Those of the summer sale.');

  // Fewer scopes, a limit, an end; the second person repeats the terms of the first.
  const endsAt = story.system.clock.now() + 2 * DAY;
  const terms = `--scope 'accounts:read accounts:write' --tokens-per-hour 3 --ends-at ${new Date(endsAt).toISOString()}`;
  expect(await story.told(ben, `requests approve ${id} ${terms}`)).toMatchObject({ state: 'in_review' });
  expect(await story.told(cora, `requests approve ${id}`)).toMatchObject({ state: 'approved' });
  expect(await status()).toMatchObject({ state: 'approved' });

  const pair = await story.claim(ADA, code);
  expect(await story.registerMerchant(pair)).toBe(200);
  const wide = await askForToken(story, pair, { scope: 'payouts:write' });
  expect([wide.status, wide.body.error]).toEqual([400, 'invalid_scope']);

  // Two minutes before the end a token is good for two minutes, and there are three of them.
  await story.pass(endsAt - 2 * 60_000 - story.system.clock.now());
  const { body: last } = await askForToken(story, pair);
  expect(last.expires_in).toBe(120);
  const { exp, scope } = decodeJwt(String(last.access_token));
  expect([exp, scope]).toEqual([Math.floor(endsAt / 1000), 'accounts:read accounts:write']);
  await askForToken(story, pair);
  await askForToken(story, pair);
  const many = await askForToken(story, pair);
  expect([many.status, many.body.error]).toEqual([429, 'rate_limit_exceeded']);
  await story.pass(HOUR);
  expect((await askForToken(story, pair)).body.error).toBe('invalid_client');
});

test('sandbox: what is confirmed is approved by the rules at once', async () => {
  const story = await openStory({ GATEPASS_ENVIRONMENT: 'sandbox' });
  const { id, code } = await submit(story);
  await confirm(story);
  const { body } = await story.http(
    'GET',
    `/api/v1/admin/requests/${id}`,
    undefined,
    story.system.operatorToken,
  );
  expect(body).toMatchObject({ state: 'approved', decided_by: 'rules' });
  const pair = await story.claim(ADA, code);
  expect([pair.client_id, pair.client_secret]).toEqual([
    expect.stringMatching(/^rspub_test_/),
    expect.stringMatching(/^rsec_test_/),
  ]);
  expect(await story.registerMerchant(pair)).toBe(200);
});
