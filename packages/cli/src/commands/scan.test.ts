import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_PREFIXES, makeSecret, type RandomBytes, type SecretKind } from '@gatepass/protocol';
import { tempFolder } from '@gatepass/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runProgram } from '../program.ts';
import type { Finding } from '../scan/finding.ts';
import { type MemoryShell, memoryShell } from '../testing/memory-shell.ts';

const randomBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));
const newSecret = (kind: SecretKind = 'clientSecret') =>
  makeSecret(DEFAULT_PREFIXES[kind], 'live', randomBytes).text;

/** A folder with these files, by their paths below it. */
async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder.path, path, '..'), { recursive: true });
    writeFileSync(join(folder.path, path), content);
  }
  return folder.path;
}

async function run(words: readonly string[], it: MemoryShell = memoryShell()) {
  const exitCode = await runProgram(['scan', ...words], it.shell);
  return { exitCode, stdout: it.stdout(), stderr: it.stderr() };
}

async function findingsIn(folder: string): Promise<Finding[]> {
  const { stdout } = await run([folder, '--json']);
  return JSON.parse(stdout).findings;
}

describe('a folder', () => {
  test('is scanned with all below it, in the order of names, whatever the files hold', async () => {
    const folder = await folderOf({
      'b.bin': Uint8Array.from([0, 255, 0, ...new TextEncoder().encode(newSecret()), 0]),
      'a/deep/er/.env': newSecret('apiKey'),
      'a/utf-16.txt': Buffer.from(`\ufeff\r\nkey = ${newSecret('operatorToken')}`, 'utf16le'),
    });
    expect(await findingsIn(folder)).toMatchObject([
      { path: join(folder, 'a/deep/er/.env'), kind: 'api_key', line: 1, column: 1 },
      { path: join(folder, 'a/utf-16.txt'), kind: 'operator_token', line: 2, column: 7 },
      { path: join(folder, 'b.bin'), kind: 'client_secret', offset: 3 },
    ]);
  });

  test('is scanned without .git, and without what links lead to', async () => {
    const elsewhere = await folderOf({ 'secret.txt': newSecret() });
    const folder = await folderOf({ '.git/config': newSecret(), 'sub/.git/x': newSecret(), 'sub/y': '' });
    symlinkSync(elsewhere, join(folder, 'folder-link'));
    symlinkSync(join(elsewhere, 'secret.txt'), join(folder, 'file-link'));
    expect(await findingsIn(folder)).toEqual([]);
  });

  test('is entered where it is named itself, as a link or as .git', async () => {
    const folder = await folderOf({ '.git/config': newSecret() });
    symlinkSync(join(folder, '.git'), join(folder, 'link'));
    expect(await findingsIn(join(folder, '.git'))).toHaveLength(1);
    expect(await findingsIn(join(folder, 'link'))).toHaveLength(1);
  });
});

describe('a large stream', () => {
  test('is told by its offset, its line and its column, however it arrives', async () => {
    const it = memoryShell();
    const running = run(['-', '--json'], it);
    const secret = newSecret();
    for (let count = 0; count < 1000; count++) it.stdin.write(`${'.'.repeat(999)}\n`);
    for (const character of `é ${secret}`) it.stdin.write(character);
    it.stdin.end();
    expect(JSON.parse((await running).stdout).findings).toMatchObject([
      { path: '-', offset: 1_000_003, line: 1001, column: 3, end_column: 3 + secret.length },
    ]);
  });

  test('is told of while it goes on', async () => {
    const it = memoryShell();
    const running = run(['-'], it);
    it.stdin.write(newSecret());
    while (it.stdout() === '') await new Promise(setImmediate);
    it.stdin.end();
    expect((await running).exitCode).toBe(9);
  });
});

describe('a scan that is not whole', () => {
  test('gives no all-clear', async () => {
    const it = memoryShell();
    it.stdin.destroy(Object.assign(new Error('broken'), { code: 'EIO' }));
    expect(await run(['-'], it)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: '-: cannot be read (EIO)\ngatepass: nothing found, but 1 path could not be read\n',
    });
  });

  test('tells what it found all the same', async () => {
    const folder = await folderOf({ a: newSecret() });
    const it = memoryShell();
    it.stdin.destroy(Object.assign(new Error('broken'), { code: 'EIO' }));
    const { exitCode, stdout } = await run(['-', folder, '--json'], it);
    expect(exitCode).toBe(9);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [{ kind: 'client_secret' }],
      unreadable: [{ path: '-', reason: 'EIO' }],
    });
  });

  test('is no report when it was stopped', async () => {
    const it = memoryShell();
    const running = run(['-', '--json'], it);
    it.stdin.write(newSecret());
    it.interrupt();
    expect(await running).toEqual({ exitCode: 130, stdout: '', stderr: 'gatepass: cancelled\n' });
  });
});

describe('SARIF', () => {
  test('names the place, the rule and the cure, and holds no secret', async () => {
    const secret = newSecret('operatorToken');
    const folder = await folderOf({ 'we ird: é.txt': `first\ntoken = ${secret}\n` });
    const { stdout } = await run([folder, '--sarif']);
    expect(stdout).not.toContain(secret.slice(13, -4));
    const { version, runs } = JSON.parse(stdout);
    expect(version).toBe('2.1.0');
    const [{ tool, results, invocations }] = runs;
    expect(invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
    expect(results).toHaveLength(1);
    const [{ ruleId, ruleIndex, message, locations }] = results;
    expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(message.text).toContain('operator token');
    const { artifactLocation, region } = locations[0].physicalLocation;
    expect(artifactLocation.uri).toMatch(/^file:\/\/\/.*\/we%20ird:%20%C3%A9\.txt$/);
    expect(region).toEqual({
      startLine: 2,
      startColumn: 9,
      endLine: 2,
      endColumn: 9 + secret.length,
      byteOffset: 14,
      byteLength: secret.length,
    });
  });

  test('tells what could not be read', async () => {
    const it = memoryShell();
    it.stdin.destroy(Object.assign(new Error('broken'), { code: 'EIO' }));
    const [{ results, invocations }] = JSON.parse((await run(['-', '--sarif'], it)).stdout).runs;
    expect(results).toEqual([]);
    expect(invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: 'error', message: { text: 'It could not be read (EIO).' } }],
      },
    ]);
  });
});
