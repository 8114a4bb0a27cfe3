import { describe, expect, test } from 'vitest';
import { entityTag, parseIfMatch } from './entity-tag.ts';

describe('If-Match', () => {
  test('takes back the tag of a version', () => {
    expect(parseIfMatch(entityTag(57))).toEqual({ ok: true, value: [57] });
    expect(parseIfMatch(entityTag(0))).toEqual({ ok: true, value: [0] });
  });

  test.each([
    ['"1", "2"', [1, 2]],
    ['"1","2"', [1, 2]],
    [', "1" ,, "2" ,', [1, 2]],
    [' "1" ', [1]],
  ])('takes a list: %s', (text, value) => {
    expect(parseIfMatch(text)).toEqual({ ok: true, value });
  });

  test('takes any version by *', () => {
    expect(parseIfMatch('*')).toEqual({ ok: true, value: 'any' });
  });

  test.each(['W/"1"', '""', '"01"', '"1.0"', '"-1"', '"a,b"', '"9999999999999999"', '"é"'])(
    'takes %s for a tag of no version of ours',
    (text) => {
      expect(parseIfMatch(text)).toEqual({ ok: true, value: [] });
    },
  );

  test.each(['', '1', '"1', '1"', '"1" "2"', '*, "1"', '"1", *', 'w/"1"', "'1'", '"1"x', ',', '"a b"'])(
    'refuses %j',
    (text) => {
      expect(parseIfMatch(text)).toEqual({ ok: false, refusal: 'if_match_malformed' });
    },
  );
});
