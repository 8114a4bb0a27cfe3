import { expect, test } from 'vitest';
import { parseScript, splitWords } from './parse-script.ts';

test('a command takes what is expected of it with it', () => {
  const script = '# why\n\n$ gatepass partners list\nexit 2\nstderr! boom\nmode FILE 600\n';
  expect(parseScript(script)).toEqual([
    {
      line: { number: 3, verb: '$', text: 'gatepass partners list' },
      expected: [
        { number: 4, verb: 'exit', text: '2' },
        { number: 5, verb: 'stderr!', text: 'boom' },
      ],
    },
    { line: { number: 6, verb: 'mode', text: 'FILE 600' }, expected: [] },
  ]);
});

test('an expectation of nothing is a mistake', () => {
  expect(() => parseScript('mode FILE 600\nexit 2')).toThrow('line 2: exit belongs below a command');
});

test('words are split as a shell does, quotes holding them together', () => {
  expect(splitWords("gatepass partners create --name 'Acme Checkout' ''")).toEqual([
    'gatepass',
    'partners',
    'create',
    '--name',
    'Acme Checkout',
    '',
  ]);
});
