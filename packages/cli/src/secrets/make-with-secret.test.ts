import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok } from '@gatepass/protocol';
import { tempFolder } from '@gatepass/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fail } from '../failure.ts';
import { memoryShell } from '../testing/memory-shell.ts';
import { makeWithSecret, type SecretOptions } from './make-with-secret.ts';

const MADE = { id: 'x', client_secret: 'canary' };

/** Makes `MADE` and counts how often. */
async function make(
  options: SecretOptions,
  terminal: boolean,
  outcome: ReturnType<typeof fail> | undefined = undefined,
) {
  const it = memoryShell({ terminal });
  let calls = 0;
  const result = await makeWithSecret(it.shell, options, {
    make: async () => {
      calls += 1;
      return outcome ?? ok(MADE);
    },
    secretField: 'client_secret',
    fileContent: (made) => ({ kept: made.client_secret }),
    whenLost: () => 'Make another.',
  });
  return { result, calls, stdout: it.stdout(), stderr: it.stderr() };
}

async function newPath(): Promise<string> {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  return join(folder.path, 'pair.json');
}

describe('the secret', () => {
  test('is shown on a terminal, with a warning that it is for once', async () => {
    const { result, stdout, stderr } = await make({}, true);
    expect(result.ok).toBe(true);
    expect(stdout).toContain('canary');
    expect(stderr).toContain('shown this once');
  });

  test('is shown elsewhere only by wish', async () => {
    const unwished = await make({}, false);
    expect(unwished).toMatchObject({ result: { refusal: { exitCode: 2 } }, calls: 0, stdout: '' });
    const { stdout } = await make({ showSecret: true, json: true }, false);
    expect(JSON.parse(stdout)).toEqual(MADE);
  });

  test('goes to a file that only its owner can read, and nowhere else', async () => {
    const out = await newPath();
    const { stdout, stderr } = await make({ out }, true);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual({ kept: 'canary' });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(stdout + stderr).not.toContain('canary');
    expect(stdout).toContain('id  x');
  });
});

describe('a file that cannot take it is known before anything is made', () => {
  test('one that exists', async () => {
    const out = await newPath();
    writeFileSync(out, 'mine');
    expect(await make({ out }, true)).toMatchObject({ result: { refusal: { exitCode: 2 } }, calls: 0 });
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });

  test('a link, wherever it points', async () => {
    const out = await newPath();
    symlinkSync(`${out}.elsewhere`, out);
    expect(await make({ out }, true)).toMatchObject({ result: { refusal: { exitCode: 2 } }, calls: 0 });
    expect(existsSync(`${out}.elsewhere`)).toBe(false);
  });

  test('one in a folder that does not exist', async () => {
    const out = join(await newPath(), 'pair.json');
    expect(await make({ out }, true)).toMatchObject({ result: { refusal: { exitCode: 2 } }, calls: 0 });
  });
});

test('no file is left when nothing was made', async () => {
  const out = await newPath();
  const { result } = await make({ out }, true, fail(3, 'There is no such partner'));
  expect(result).toMatchObject({ refusal: { exitCode: 3 } });
  expect(existsSync(out)).toBe(false);
});
