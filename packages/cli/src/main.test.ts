import { tempFolder } from '@gatepass/testing';
import { expect, onTestFinished, test } from 'vitest';
import { runCommand } from './testing/run-command.ts';

test('as a process it reads its input, writes to its outputs, and exits as the command ended', async () => {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const secret = 'rsec_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno4D56Ve';
  const run = await runCommand(['scan', '-'], { cwd: folder.path, env: {}, stdin: `a ${secret}\n` });
  expect(run).toMatchObject({
    exitCode: 9,
    stdout: expect.stringContaining('-:1:3: client secret rsec_01234567…'),
    stderr: expect.stringContaining('gatepass: 1 secret found\n'),
  });
});
