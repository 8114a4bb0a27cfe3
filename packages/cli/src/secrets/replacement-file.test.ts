import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tempFolder } from '@gatepass/testing';
import { expect, onTestFinished, test } from 'vitest';
import { findReplacements, openReplacement, type Replacement } from './replacement-file.ts';

async function newTarget(): Promise<string> {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  return join(folder.path, 'pair.json');
}

async function opened(target: string): Promise<Replacement> {
  const file = await openReplacement(target);
  if (!file.ok) throw new Error(file.refusal.message);
  return file.value;
}

test('a file keeps its text until its successor is whole', async () => {
  const target = await newTarget();
  writeFileSync(target, 'old');
  const file = await opened(target);
  expect(readFileSync(target, 'utf8')).toBe('old');
  await file.write('new');
  expect(readFileSync(target, 'utf8')).toBe('old');
  await file.putInPlace();
  expect(readFileSync(target, 'utf8')).toBe('new');
  expect(statSync(target).mode & 0o777).toBe(0o600);
  expect(readdirSync(dirname(target))).toEqual(['pair.json']);
});

test('what was written and not put in place is found again', async () => {
  const target = await newTarget();
  const file = await opened(target);
  await file.write('new');
  expect(await findReplacements(target)).toEqual([{ path: file.path, text: 'new' }]);
  expect(await findReplacements(`${target}.other`)).toEqual([]);
});

test('files of others are not taken for successors', async () => {
  const target = await newTarget();
  for (const name of [
    'pair.json',
    'pair.json.next',
    'pair.json.0123456789abcdeg.next',
    'x.0123456789abcdef.next',
  ]) {
    writeFileSync(join(dirname(target), name), 'text');
  }
  expect(await findReplacements(target)).toEqual([]);
});

test('two processes at once are not in each other’s way', async () => {
  const target = await newTarget();
  const [one, other] = [await opened(target), await opened(target)];
  await other.abandon();
  await one.write('one');
  await one.putInPlace();
  expect(readFileSync(target, 'utf8')).toBe('one');
  expect(existsSync(other.path)).toBe(false);
});

test('a folder that cannot take it is known before there is anything to lose', async () => {
  const target = join(await newTarget(), 'nowhere', 'pair.json');
  expect(await openReplacement(target)).toMatchObject({ refusal: { exitCode: 2 } });
});
