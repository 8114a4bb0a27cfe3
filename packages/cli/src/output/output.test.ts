import { expect, describe as group, test } from 'vitest';
import { memoryShell } from '../testing/memory-shell.ts';
import { describe } from './describe.ts';
import { durationInWords, momentInWords } from './in-words.ts';
import { printPage } from './print.ts';
import { printable, printableJson } from './printable.ts';
import { table } from './table.ts';

group('what others have named', () => {
  const names = ['\u001b[2J', 'a\r\nb', '\u009b31m', '\u202eabc', '\u2028', '\ud800', '\u0000'];

  test.each(names.map((name) => [JSON.stringify(name), name]))(
    '%s cannot act on the terminal',
    (_shown, name) => {
      expect(printable(name)).toMatch(/^[\x20-\x7e]+$/);
      expect(printableJson({ name })).toMatch(/^[\n\x20-\x7e]+$/);
    },
  );

  test('is the same value in JSON', () => {
    expect(JSON.parse(printableJson(names))).toEqual(names);
  });

  test('stays readable in any script', () => {
    expect(printable('Zürich 東京 🏪')).toBe('Zürich 東京 🏪');
  });
});

test('an object is one line for each field, aligned, with nested ones by their path', () => {
  const object = { id: 'a', expires_at: null, scopes: ['x', 'y'], secret: { id: 'b', label: '' } };
  expect(describe(object)).toBe(
    [
      'id            a',
      'expires_at    -',
      'scopes        x y',
      'secret.id     b',
      'secret.label  -',
      '',
    ].join('\n'),
  );
});

test('a list is a table of its columns, without spaces at the ends of lines', () => {
  const items = [
    { id: 'prt_1', name: 'Acme', status: null },
    { id: 'p', name: 'A longer name', status: 'active' },
  ];
  expect(table(items, ['id', 'name', 'status'])).toBe(
    ['id     name           status', 'prt_1  Acme           -', 'p      A longer name  active', ''].join(
      '\n',
    ),
  );
});

test('a page that is not the last says how to go on, beside the table', () => {
  const it = memoryShell();
  printPage(it.shell, {}, { ok: true, value: { items: [{ id: 'a' }], next: 'cursor' } }, ['id']);
  expect([it.stdout(), it.stderr()]).toEqual(['id\na\n', 'hint: there are more, add --after cursor\n']);
});

test.each([
  [0, '0 seconds'],
  [1, '1 second'],
  [252, '4 minutes 12 seconds'],
  [3600, '1 hour'],
  [3601, '1 hour 1 second'],
  [93_784, '1 day 2 hours'],
])('%i seconds in words: %s', (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words);
});

test('a moment is told from now', () => {
  expect([momentInWords(160, 100), momentInWords(40, 100), momentInWords(100, 100)]).toEqual([
    'in 1 minute',
    '1 minute ago',
    'now',
  ]);
});
