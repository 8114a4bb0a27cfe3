import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readOutbox, type TempFolder, tempFolder } from '@gatepass/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { devOutbox } from './dev-outbox.ts';

const IDENTITY = { from: 'gatepass@localhost', replyTo: undefined, host: 'localhost' };
const MAIL = {
  id: 'mal_1',
  to: 'ada@partner.example',
  subject: 'A subject',
  text: `https://auth.example.com/claim#${'x'.repeat(80)}\n`,
  at: 1_700_000_000_000,
};

let folder: TempFolder;
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(() => folder.remove());

test('a mail becomes a file that only its owner reads, named after its time and its id', async () => {
  const outbox = join(folder.path, 'outbox');
  await devOutbox(outbox, IDENTITY).send(MAIL);
  expect(await readdir(outbox)).toEqual(['20231114T221320000Z-mal_1.eml']);
  expect((await stat(outbox)).mode & 0o777).toBe(0o700);
  expect((await stat(join(outbox, '20231114T221320000Z-mal_1.eml'))).mode & 0o777).toBe(0o600);
  const [mail] = await readOutbox(folder.path);
  expect(mail?.text).toBe(MAIL.text);
  expect(mail?.headers.get('message-id')).toBe('<mal_1@localhost>');
});

test('a mail that is written again is one file, and of a half-written one nothing is left', async () => {
  const outbox = join(folder.path, 'outbox');
  const transport = devOutbox(outbox, IDENTITY);
  await transport.send(MAIL);
  await transport.send(MAIL);
  await transport.send({ ...MAIL, id: 'mal_2' });
  expect((await readdir(outbox)).length).toBe(2);
  const bytes = await readFile(join(outbox, '20231114T221320000Z-mal_1.eml'));
  expect(bytes.includes('\r\n\r\n')).toBe(true);
});

test('what cannot be written is no mail that was sent', async () => {
  await expect(devOutbox('/dev/null/outbox', IDENTITY).send(MAIL)).rejects.toThrow();
});
