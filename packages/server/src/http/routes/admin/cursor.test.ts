import { expect, test } from 'vitest';
import { CursorMalformed, makeCursor, readCursor } from './cursor.ts';

const IDS = ['prt_4kZ0abcdefgh', '7', 'a'.repeat(64), '1234567'];

test.each(IDS)('a cursor gives back its id: %s', (id) => {
  expect(readCursor(makeCursor(id))).toBe(id);
  expect(makeCursor(id)).toMatch(/^[\w-]{1,128}$/);
});

test.each(IDS)('a cursor of %s that is cut short or changed anywhere is none', (id) => {
  const cursor = makeCursor(id);
  for (let at = 0; at < cursor.length; at++) {
    expect(() => readCursor(cursor.slice(0, at))).toThrow(CursorMalformed);
    const other = cursor[at] === 'A' ? 'B' : 'A';
    expect(() => readCursor(cursor.slice(0, at) + other + cursor.slice(at + 1))).toThrow(CursorMalformed);
  }
});

test.each(['', 'AAAA', '=', '....', 'AAAAAA', "' OR 1=1 --", '%00'])('%j is no cursor', (text) => {
  expect(() => readCursor(text)).toThrow(CursorMalformed);
});
