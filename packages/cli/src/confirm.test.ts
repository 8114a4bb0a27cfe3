import { expect, test } from 'vitest';
import { confirm } from './confirm.ts';
import { memoryShell } from './testing/memory-shell.ts';

const QUESTION = 'This cannot be undone.';

test('is given by the word that was asked for', async () => {
  const it = memoryShell({ terminal: true });
  const confirmed = confirm(it.shell, undefined, QUESTION, 'abc');
  it.stdin.write('abc\n');
  expect(await confirmed).toMatchObject({ ok: true });
  expect(it.stderr()).toBe('This cannot be undone.\nType abc to go on: ');
});

test.each(['yes\n', '\n', 'ABC\n', ' abc\n'])('is not given by %j', async (line) => {
  const it = memoryShell({ terminal: true });
  const confirmed = confirm(it.shell, undefined, QUESTION, 'abc');
  it.stdin.write(line);
  expect(await confirmed).toMatchObject({ refusal: { exitCode: 130, message: 'cancelled' } });
});

test('is not given by whoever leaves, by Ctrl-D or Ctrl-C', async () => {
  const leaving = memoryShell({ terminal: true });
  const left = confirm(leaving.shell, undefined, QUESTION, 'abc');
  leaving.stdin.end();
  expect(await left).toMatchObject({ refusal: { exitCode: 130 } });

  const interrupted = memoryShell({ terminal: true });
  const stopped = confirm(interrupted.shell, undefined, QUESTION, 'abc');
  interrupted.interrupt();
  expect(await stopped).toMatchObject({ refusal: { exitCode: 130 } });
});

test('is not asked for where nobody is there, and needs --yes', async () => {
  const it = memoryShell();
  expect(await confirm(it.shell, undefined, QUESTION, 'abc')).toMatchObject({ refusal: { exitCode: 2 } });
  expect(await confirm(it.shell, true, QUESTION, 'abc')).toMatchObject({ ok: true });
  expect(it.stderr()).toBe('');
});
