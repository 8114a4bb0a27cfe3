import { expect, test } from 'vitest';
import { selection } from './suites.mjs';

test('no argument selects everything', () => {
  expect(selection([])).toEqual({ filters: [], whole: true });
});

test('other arguments are parts of paths', () => {
  expect(selection(['packages/guard'])).toEqual({ filters: ['packages/guard'], whole: false });
});

test('suites are chosen by name, and an unknown name is refused', () => {
  expect(selection(['--suite', 'store']).filters).toEqual(['packages/server/src/store/']);
  expect(() => selection(['--suite', 'stoer'])).toThrow('not "stoer"');
});
