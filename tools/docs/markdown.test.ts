import { describe, expect, test } from 'vitest';
import { codeSpan, plainText, table } from './markdown.mjs';

describe('a code span in a table', () => {
  test.each([
    ['plain text', 'a=b', '`a=b`'],
    ['pipes', 'a|b', '`a\\|b`'],
    ['backticks', 'a`b``c', '```a`b``c```'],
    ['backticks at its ends', '`a`', '`` `a` ``'],
    ['line ends and control characters', 'a\r\nb\u0000', '`a\\r\\nb\\u{0000}`'],
    ['characters that turn text around', 'a\u202eb', '`a\\u{202e}b`'],
    ['nothing', '', '(nothing)'],
  ])('keeps %s whole', (_what, text, span) => {
    expect(codeSpan(text)).toBe(span);
  });
});

test('plain text is never markup', () => {
  expect(plainText('a `b` <c> | *d*')).toBe('a \\`b\\` \\<c> \\| \\*d\\*');
});

test('a table has a head, a rule and its rows', () => {
  expect(table(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |');
});
