import { expect, test } from 'vitest';
import { runCommand } from '../../packages/cli/src/testing/run-command.ts';
import { CONFIRM, historyOf, openStory, type PairFile, READY } from './story.ts';

const ADA = { email: 'ada@acme.example' };

test('white-glove: a mail is typed in, two people approve, and link and code meet at the partner alone', async () => {
  const story = await openStory();
  const ida = await story.operator('Ida', 'issuer');
  const ben = await story.operator('Ben', 'approver');
  const cora = await story.operator('Cora', 'admin');

  // Ida types in what Ada wrote, and tells her the code on the telephone.
  const request = await story.told(
    ida,
    "requests create --platform 'Acme Checkout' --volume 1200 --account 1234567890 --contact-name 'Ada Lovelace' --contact-email ada@acme.example --purpose 'Register merchants'",
  );
  const code = String(request.claim_code);
  expect(request.state).toBe('in_review');
  expect(await story.mails(ben.email, String(request.id))).toHaveLength(1);

  // Two people, on the same terms. Ida made it, and may not be one of them.
  expect(await story.run(ida, `requests approve ${request.id}`)).toMatchObject({ exitCode: 5 });
  expect(await story.told(ben, `requests approve ${request.id}`)).toMatchObject({ state: 'in_review' });
  expect(await story.mails(cora.email, 'needs a second person')).toHaveLength(1);
  expect(await story.told(cora, `requests approve ${request.id}`)).toMatchObject({ state: 'approved' });

  // The link goes to Ada, without the code; and she, whose address an operator knows, has nothing to confirm.
  const link = await story.link(ADA.email, READY);
  expect(await story.mails(ADA.email, CONFIRM)).toEqual([]);
  const [mail] = await story.mails(ADA.email, READY);
  expect(mail?.text).not.toContain(code);

  // On Ada's machine, as commands that know nothing but what she pastes.
  const env = { HOME: story.file('.') };
  const atAdas = { cwd: story.file('.'), env, stdin: `${link}\n${code}\n` };
  const claimed = await runCommand(['claim', '--out', 'pair.json'], atAdas);
  expect([claimed.exitCode, claimed.stderr]).toEqual([0, 'secret is in pair.json, and nowhere else\n']);
  const pair = story.kept('pair.json') as unknown as PairFile;
  expect(claimed.stdout + claimed.stderr).not.toContain(pair.client_secret);
  const token = await runCommand(['token', 'get', '--credentials', 'pair.json'], atAdas);
  expect(token).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^eyJhbGciOiJSUzI1NiIs/) });

  // And the pair does what it was asked for.
  expect(pair.parent_account_id).toBe('1234567890');
  expect(await story.registerMerchant(pair)).toBe(200);

  expect(await historyOf(story, String(request.id))).toEqual([
    'operator request.created',
    'operator request.seconded',
    'operator request.approved',
  ]);
  expect(await story.mails(ADA.email, 'were claimed')).toHaveLength(1);
  expect(await story.told(cora, 'audit verify')).toMatchObject({ intact: true });
});
