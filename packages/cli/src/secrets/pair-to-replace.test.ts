import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '@gatepass/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { pairToReplace } from './pair-to-replace.ts';

const PAIR = { client_id: 'c', client_secret: 's', token_url: 'https://auth.example', api_url: 'more' };

async function newPath(): Promise<string> {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  return join(folder.path, 'pair.json');
}

async function fileWith(text: string, mode = 0o600): Promise<string> {
  const path = await newPath();
  writeFileSync(path, text, { mode });
  return path;
}

describe('a file is replaced', () => {
  test('that holds a pair of the client, and all that it holds is kept', async () => {
    const path = await fileWith(JSON.stringify(PAIR));
    expect(await pairToReplace(path, 'c')).toEqual({ ok: true, value: PAIR });
  });

  test('that is not there yet', async () => {
    expect(await pairToReplace(await newPath(), 'c')).toEqual({ ok: true, value: {} });
  });
});

describe('a file stays', () => {
  test.each([
    ['the pair of another client', JSON.stringify({ ...PAIR, client_id: 'other' })],
    ['a secret alone', 'rsec_alone'],
    [
      'a pair with a secret twice',
      '{"client_id":"c","client_secret":"a","client_secret":"b","token_url":"u"}',
    ],
    ['nothing', ''],
  ])('that holds %s', async (_what, text) => {
    expect(await pairToReplace(await fileWith(text), 'c')).toMatchObject({
      refusal: { exitCode: 2, message: expect.stringContaining('holds no pair of c') },
    });
  });

  test.each([0o640, 0o604])('that others read, who could not afterwards: %o', async (mode) => {
    const path = await fileWith(JSON.stringify(PAIR));
    chmodSync(path, mode);
    expect(await pairToReplace(path, 'c')).toMatchObject({
      refusal: { exitCode: 2, message: expect.stringContaining('can be read by others') },
    });
  });

  test('that is a link, or a folder', async () => {
    const target = await fileWith(JSON.stringify(PAIR));
    symlinkSync(target, `${target}.link`);
    mkdirSync(`${target}.folder`);
    for (const path of [`${target}.link`, `${target}.folder`]) {
      expect(await pairToReplace(path, 'c')).toMatchObject({ refusal: { exitCode: 2 } });
    }
  });
});
