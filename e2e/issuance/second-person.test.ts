import { expect, test } from 'vitest';
import { DAY, historyOf, openStory, type Story } from './story.ts';

const ADA = { email: 'ada@acme.example' };

async function typedIn(story: Story, by: { readonly email: string; readonly token: string }) {
  const { id, claim_code: code } = await story.told(
    by,
    `requests create --platform Acme --volume 1200 --account 1234567890 --contact-name Ada --contact-email ${ADA.email} --purpose Merchants`,
  );
  return { id: String(id), code: String(code) };
}

test('the second person is nobody’s creature: whom the first has made may approve a week later, and is told so', async () => {
  const story = await openStory();
  const ida = await story.operator('Ida', 'issuer');
  const cora = await story.operator('Cora', 'admin');
  const ben = await story.operator('Ben', 'approver', cora);
  const { id, code } = await typedIn(story, ida);
  const approve = (by: typeof ben) => story.run(by, `requests approve ${id}`);

  expect(await approve(cora)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('another person must approve'),
  });
  const again = await approve(cora);
  expect([again.exitCode, again.stderr]).toEqual([5, expect.stringContaining('this takes a second person')]);
  const creature = await approve(ben);
  expect([creature.exitCode, creature.stderr]).toEqual([5, expect.stringContaining(cora.id)]);
  expect((await story.run(ben, `requests show ${id}`)).stdout).toContain('you_may_approve           false');

  await story.pass(7 * DAY + 1);
  expect(await approve(ben)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('the link to the credentials is mailed'),
  });
  expect(await story.registerMerchant(await story.claim(ADA, code))).toBe(200);
});

test('where there is no second person, an admin breaks the glass: with a reason, and every admin hears of it', async () => {
  const story = await openStory();
  const ida = await story.operator('Ida', 'issuer');
  const ben = await story.operator('Ben', 'approver');
  const cora = await story.operator('Cora', 'admin');
  const dora = await story.operator('Dora', 'admin');
  const { id, code } = await typedIn(story, ida);
  const approve = (by: typeof ben, more: string) => story.run(by, `requests approve ${id} ${more}`);

  await approve(cora, '');
  expect(await approve(cora, '--break-glass')).toMatchObject({ exitCode: 2 });
  expect(await approve(ben, "--break-glass --reason 'I am in a hurry.'")).toMatchObject({ exitCode: 5 });
  expect(await story.mails(dora.email, 'Break-glass')).toEqual([]);

  expect(await approve(cora, "--break-glass --reason 'An outage at the partner.'")).toMatchObject({
    exitCode: 0,
  });
  for (const admin of [cora, dora]) {
    const [mail] = await story.mails(admin.email, 'Break-glass');
    expect(mail?.text).toContain(`operator:${cora.id} approved a request alone`);
  }
  expect(await story.mails(ben.email, 'Break-glass')).toEqual([]);
  expect(story.system.log()).toContain('request.approved_alone');
  expect(await historyOf(story, id)).toContain('operator request.approved_alone');
  expect(await story.registerMerchant(await story.claim(ADA, code))).toBe(200);
});
