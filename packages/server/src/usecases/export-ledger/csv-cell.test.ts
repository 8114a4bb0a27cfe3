import { naughtyStrings } from '@gatepass/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromCell, toCell } from './csv-cell.ts';

/** The text of a cell as a reader of RFC 4180 takes it out of its quotes. */
const unquoted = (cell: string) => cell.slice(1, -1).replaceAll('""', '"');

describe('a cell', () => {
  test('is quoted, and its quotes are doubled (RFC 4180 §2)', () => {
    expect(toCell('Acme')).toBe('"Acme"');
    expect(toCell('a "b", c\r\nd')).toBe('"a ""b"", c\r\nd"');
    expect(toCell('')).toBe('""');
  });

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    '  =1+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    "'=1+1",
    '\ttab',
  ])('that a spreadsheet would execute begins with a mark: %j', (text) => {
    expect(toCell(text).startsWith(`"'`)).toBe(true);
  });

  test('has a mark also where a reader that splits at another character sees a beginning', () => {
    expect(toCell('a;=1+1')).toBe(`"a;'=1+1"`);
    expect(toCell('a\t@b\n＝c')).toBe(`"a\t'@b\n'＝c"`);
  });

  test('has none where nothing could be executed', () => {
    for (const text of ['Acme = Co', 'a-b', 'a@b.example', '2026-01-01', "O'Neill"]) {
      expect(toCell(text)).toBe(`"${text}"`);
    }
  });

  test('gives back the text that it was made of', () => {
    const hostile = fc.string({ unit: fc.constantFrom(...'=+-@＝＋－＠\'"\t\r\n; ,a') });
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (text) => {
        expect(fromCell(unquoted(toCell(text)))).toBe(text);
      }),
      { numRuns: 5000 },
    );
    for (const text of naughtyStrings()) expect(fromCell(unquoted(toCell(text)))).toBe(text);
  });

  test('never begins with what a spreadsheet executes, whatever it is made of', () => {
    for (const text of naughtyStrings()) {
      for (const part of unquoted(toCell(text)).split(/[;\t\r\n]/))
        expect(part).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
    }
  });
});
