import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makePair } from '../testing/pair.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createSecretFile } from './secret-file.ts';

const old = makePair('live', 7).clientSecret;
const next = makePair('live', 9).clientSecret;

/** A real file, and what happens to it while the reader waits. */
function setUp(meanwhile: (path: string) => void = () => {}) {
  const path = join(temporaryFolder(), 'secret');
  let waits = 0;
  const read = createSecretFile(path, async () => {
    waits += 1;
    meanwhile(path);
  });
  return { path, read, waits: () => waits };
}

describe('a whole secret', () => {
  test('is read without a wait', async () => {
    const { path, read, waits } = setUp();
    writeFileSync(path, `${old}\n`);
    expect(await read()).toBe(old);
    expect(waits()).toBe(0);
  });

  test('is taken up when the file is replaced, by a rename or in place', async () => {
    const { path, read } = setUp();
    writeFileSync(path, old);
    expect(await read()).toBe(old);
    writeFileSync(`${path}.new`, next);
    renameSync(`${path}.new`, path);
    expect(await read()).toBe(next);
    writeFileSync(path, JSON.stringify({ client_secret: old }));
    expect(await read()).toBe(old);
  });
});

describe('a file that is being written', () => {
  test.each([
    ['half written', next.slice(0, 30)],
    ['emptied', ''],
    ['half the new one and half the old one', next.slice(0, 30) + old.slice(30)],
    ['half of JSON', `{"client_secret":"${next}"`],
  ])('is read again: %s', async (_what, half) => {
    const { path, read, waits } = setUp((file) => writeFileSync(file, next));
    writeFileSync(path, old);
    await read();
    writeFileSync(path, half);
    expect(await read()).toBe(next);
    expect(waits()).toBe(1);
  });

  test('is waited for at the first reading, too, where it is absent at first', async () => {
    const { read } = setUp((file) => writeFileSync(file, next));
    expect(await read()).toBe(next);
  });

  test('leaves the last whole secret in use for as long as it stays so', async () => {
    const { path, read, waits } = setUp();
    writeFileSync(path, old);
    await read();
    writeFileSync(path, next.slice(0, 30));
    expect(await read()).toBe(old);
    expect(waits()).toBe(5);
    rmSync(path);
    expect(await read()).toBe(old);
    writeFileSync(path, next);
    expect(await read()).toBe(next);
  });
});

describe('without a secret so far', () => {
  test('an absent file is told by its code', async () => {
    const { path, read } = setUp();
    await expect(read()).rejects.toMatchObject({
      code: 'CLIENT_SECRET_UNAVAILABLE',
      message: `The client secret cannot be used: ${path}: reading it failed with ENOENT.`,
    });
  });

  test('a broken one is told without repeating it', async () => {
    const { path, read } = setUp();
    writeFileSync(path, old.slice(0, 40));
    const error: unknown = await read().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'CLIENT_SECRET_UNAVAILABLE' });
    expect(error).not.toHaveProperty('cause');
    expect(String(error)).toContain('it holds no whole secret');
    expect(String(error)).not.toContain(old.slice(0, 12));
  });
});
