import { expect, test } from 'vitest';
import { EXIT } from './exit-code.ts';
import { showFailure } from './failure.ts';
import { memoryShell } from './testing/memory-shell.ts';

test.each([
  ['a sentence, without capital and full stop', 'There is no such partner.', 'there is no such partner'],
  ['a setting by its own name', 'GATEPASS_URL is no origin', 'GATEPASS_URL is no origin'],
  ['a file by its own name', 'Pair.json exists', 'pair.json exists'],
  ['a one-letter word', 'A command is missing', 'a command is missing'],
  ['control characters as escapes', 'no \u001b[31mred', 'no \\u001b[31mred'],
])('says %s', (_what, message, shown) => {
  const it = memoryShell();
  showFailure(it.shell, { exitCode: EXIT.unexpected, message });
  expect(it.stderr()).toBe(`gatepass: ${shown}\n`);
});

test('adds what to do on a line of its own', () => {
  const it = memoryShell();
  showFailure(it.shell, { exitCode: EXIT.usage, message: 'Both are set', hint: 'Keep one of them.' });
  expect(it.stderr()).toBe('gatepass: both are set\nhint: keep one of them\n');
});

test('adds several on a line each', () => {
  const it = memoryShell();
  showFailure(it.shell, {
    exitCode: EXIT.notFound,
    message: 'It is gone',
    hint: ['Look here', 'Look there'],
  });
  expect(it.stderr()).toBe('gatepass: it is gone\nhint: look here\nhint: look there\n');
});
