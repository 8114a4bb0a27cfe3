import { CREDENTIAL_REQUESTS_PATH } from '@gatepass/protocol';
import { expect, test } from 'vitest';
import { CONFIRM, DAY, HOUR, openStory, READY, type Story } from './story.ts';

const ADA = { email: 'ada@acme.example' };
const WANTED = `--volume 1 --account 1234567890 --contact-name Ada --contact-email ${ADA.email} --purpose Merchants`;

async function submit(story: Story): Promise<string> {
  await story.told(ADA, `requests submit --platform Acme ${WANTED} --out ${story.file('request.json')}`);
  return String(story.kept('request.json').request_id);
}

const status = (story: Story) => story.told(ADA, `requests status --request ${story.file('request.json')}`);

async function confirm(story: Story): Promise<number> {
  const token = (await story.link(ADA.email, CONFIRM)).split('#')[1];
  return (await story.http('POST', `${CREDENTIAL_REQUESTS_PATH}/confirm`, { token })).status;
}

test('denied: the contact is told why, and nothing can be approved any more', async () => {
  const story = await openStory();
  const ben = await story.operator('Ben', 'approver');
  const id = await submit(story);
  await confirm(story);
  const denial = await story.run(ben, `requests deny ${id} --reason 'This account is not yours.' --yes`);
  expect(denial.exitCode).toBe(0);

  const [mail] = await story.mails(ADA.email, 'was denied');
  expect(mail?.text).toContain('This account is not yours.');
  expect(await status(story)).toMatchObject({ state: 'denied' });
  const late = await story.run(ben, `requests approve ${id}`);
  expect([late.exitCode, late.stderr]).toEqual([6, expect.stringContaining('the request is denied')]);
  expect(await story.mails(ADA.email, READY)).toEqual([]);
});

test('a draft that nobody confirms lapses after a day, what it said is deleted, and nobody is mailed', async () => {
  const story = await openStory();
  const id = await submit(story);
  expect(await story.mails(ADA.email, CONFIRM)).toHaveLength(1);
  await story.pass(24 * HOUR + 1);

  const { body } = await story.http(
    'GET',
    `/api/v1/admin/requests/${id}`,
    undefined,
    story.system.operatorToken,
  );
  expect(body).toMatchObject({ state: 'lapsed', platform_name: null, purpose: null });
  expect(JSON.stringify(body)).not.toContain(ADA.email);
  expect(await confirm(story)).toBe(409);
  expect(await story.mails(ADA.email, '')).toHaveLength(1);
});

test('a question that nobody answers lapses the request after two weeks, and the contact is told', async () => {
  const story = await openStory();
  const ben = await story.operator('Ben', 'approver');
  const id = await submit(story);
  await confirm(story);
  await story.told(ben, `requests ask ${id} --text 'Which merchants?'`);
  await story.pass(14 * DAY - HOUR);
  expect(await status(story)).toMatchObject({ state: 'question' });
  await story.pass(HOUR);
  expect(await status(story)).toMatchObject({ state: 'lapsed' });
  expect(await story.mails(ADA.email, 'has lapsed')).toHaveLength(1);
  const late = await story.run(ADA, `requests reply --request ${story.file('request.json')} --text Those.`);
  expect([late.exitCode, late.stderr]).toEqual([6, expect.stringContaining('the request has lapsed')]);
});

test('an account that another partner holds takes an explicit word', async () => {
  const story = await openStory({ GATEPASS_ENVIRONMENT: 'sandbox' });
  await story.system.createClient({ parentAccountId: '1234567890' });
  const ben = await story.operator('Ben', 'approver');
  const { id, claim_code: code } = await story.told(ben, `requests create --platform Acme ${WANTED}`);

  const silent = await story.run(ben, `requests approve ${id}`);
  expect([silent.exitCode, silent.stderr]).toEqual([6, expect.stringContaining('--share-account')]);
  await story.told(ben, `requests approve ${id} --share-account`);
  expect(await story.registerMerchant(await story.claim(ADA, String(code)))).toBe(200);
});
