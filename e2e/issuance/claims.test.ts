import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DAY, historyOf, openStory, type PairFile, READY, type Story } from './story.ts';

const ADA = { email: 'ada@acme.example' };

/** A request that is approved: the claim, and the code that its contact was told. */
async function approved(story: Story) {
  const root = { email: '', token: story.system.operatorToken };
  const { id, claim_code: code } = await story.told(
    root,
    `requests create --platform Acme --volume 1 --account 1234567890 --contact-name Ada --contact-email ${ADA.email} --purpose Merchants`,
  );
  await story.told(root, `requests approve ${id} --break-glass --reason Alone.`);
  const { items } = await story.told(root, `claims list --request ${id}`);
  const [claim] = items as readonly { readonly id: string }[];
  return { root, claimId: String(claim?.id), code: String(code) };
}

const claim = async (story: Story, code: string, file = 'pair.json', link?: string) =>
  story.run(
    ADA,
    `claim --out ${story.file(file)}`,
    `${link ?? (await story.link(ADA.email, READY))}\n${code}\n`,
  );

const pairIn = (story: Story, file: string) => story.kept(file) as unknown as PairFile;

test('opened twice: the second one is told so, gets nothing, and every admin is alarmed', async () => {
  const story = await openStory();
  const cora = await story.operator('Cora', 'admin');
  const { claimId, code } = await approved(story);
  expect(await claim(story, code)).toMatchObject({ exitCode: 0 });
  expect(await story.mails(cora.email, 'Alarm')).toEqual([]);

  const second = await claim(story, code, 'second.json');
  expect([second.exitCode, second.stderr]).toEqual([3, expect.stringContaining('this link was used at ')]);
  expect(existsSync(story.file('second.json'))).toBe(false);
  const [alarm] = await story.mails(cora.email, 'Alarm');
  expect(alarm?.headers.get('subject')).toContain(`claim ${claimId} was opened again`);
  expect(await historyOf(story, claimId)).toEqual([
    'operator claim.created',
    'person claim.opened',
    'system claim.delivered',
    'person claim.opened_again',
  ]);
  expect(await story.registerMerchant(pairIn(story, 'pair.json'))).toBe(200);
});

test('expired: the contact is told so, and gets the pair by the next link and the code of before', async () => {
  const story = await openStory();
  const { root, claimId, code } = await approved(story);
  const old = await story.link(ADA.email, READY);
  await story.pass(7 * DAY);
  const late = await claim(story, code);
  expect([late.exitCode, late.stderr]).toEqual([
    3,
    expect.stringContaining('the time for this link is over'),
  ]);

  await story.told(root, `claims reissue ${claimId}`);
  const fresh = await story.link(ADA.email, READY);
  expect(fresh).not.toBe(old);
  expect(await claim(story, code, 'old.json', old)).toMatchObject({ exitCode: 3 });
  expect(await claim(story, code)).toMatchObject({ exitCode: 0 });
  expect(await story.registerMerchant(pairIn(story, 'pair.json'))).toBe(200);
});

test('locked after five wrong codes: the right one opens nothing, admins are alarmed, and another code is made', async () => {
  const story = await openStory();
  const cora = await story.operator('Cora', 'admin');
  const { root, claimId, code } = await approved(story);
  for (let left = 4; left >= 0; left--) {
    expect(await claim(story, '0000-0000-0000')).toMatchObject({ exitCode: left === 0 ? 3 : 5 });
  }
  expect(await claim(story, code)).toMatchObject({ exitCode: 3 });
  expect(await story.mails(cora.email, 'is locked')).toHaveLength(1);

  const { claim_code: another } = await story.told(root, `claims reissue ${claimId} --new-code`);
  expect(await claim(story, code)).toMatchObject({ exitCode: 5 });
  expect(await claim(story, String(another))).toMatchObject({ exitCode: 0 });
  expect(await story.registerMerchant(pairIn(story, 'pair.json'))).toBe(200);
});
