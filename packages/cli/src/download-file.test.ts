import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { ok } from '@gatepass/protocol';
import { beforeEach, expect, test } from 'vitest';
import { downloadToNewFile } from './download-file.ts';
import { EXIT } from './exit-code.ts';
import { fail } from './failure.ts';
import { workInFolder } from './testing/start-here.ts';

beforeEach(async () => {
  await workInFolder();
});

test('what came in pieces is one file, which only its owner can read', async () => {
  const bytes = await downloadToNewFile('out', async (take) => {
    for (const piece of ['a', 'é', '']) await take(piece);
    return ok(undefined);
  });
  expect(bytes).toEqual(ok(3));
  expect(readFileSync('out', 'utf8')).toBe('aé');
  expect(statSync('out').mode & 0o777).toBe(0o600);
});

test('what broke off leaves no file', async () => {
  const broken = fail(EXIT.unavailable, 'The server cannot be reached');
  const bytes = await downloadToNewFile('out', async (take) => {
    await take('half');
    return broken;
  });
  expect(bytes).toBe(broken);
  expect(existsSync('out')).toBe(false);
});

test('no file is overwritten, and nothing is asked for that could not be kept', async () => {
  writeFileSync('out', 'before');
  const never = async () => {
    throw new Error('asked');
  };
  expect(await downloadToNewFile('out', never)).toMatchObject({
    refusal: { exitCode: EXIT.usage, message: 'out exists already' },
  });
  expect(await downloadToNewFile('nowhere/out', never)).toMatchObject({
    refusal: { message: 'nowhere/out cannot be written to (ENOENT)' },
  });
  expect(readFileSync('out', 'utf8')).toBe('before');
});
