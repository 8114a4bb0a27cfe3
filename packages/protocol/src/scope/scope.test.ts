import { describe, expect, test } from 'vitest';
import { formatScope, MAX_SCOPE_TOKENS, narrowScope, parseScope } from './scope.ts';

describe('a scope', () => {
  test('is tokens separated by single spaces', () => {
    expect(parseScope('accounts:read accounts:write')).toEqual({
      ok: true,
      value: ['accounts:read', 'accounts:write'],
    });
  });

  test('counts a repeated token once', () => {
    expect(parseScope('a b a')).toEqual({ ok: true, value: ['a', 'b'] });
  });

  test.each(['', ' a', 'a ', 'a  b', 'a\tb', 'a"b', 'a\\b', 'a\u00e9', 'a\u0000', 'a\n'])(
    'outside the grammar of RFC 6749 §3.3 is malformed: %j',
    (text) => {
      expect(parseScope(text)).toEqual({ ok: false, refusal: 'malformed' });
    },
  );

  test('of too many tokens is malformed', () => {
    const tokens = Array.from({ length: MAX_SCOPE_TOKENS + 1 }, (_, index) => `s${index}`);
    expect(parseScope(tokens.join(' ')).ok).toBe(false);
    expect(parseScope(tokens.slice(1).join(' ')).ok).toBe(true);
  });

  test('is written as it was read', () => {
    expect(formatScope(['b', 'a'])).toBe('b a');
  });
});

describe('narrowing', () => {
  test('gives what was requested when all of it is granted', () => {
    expect(narrowScope(['a', 'b'], ['b'])).toEqual({ ok: true, value: ['b'] });
  });

  test('refuses the whole for one token that is not granted', () => {
    expect(narrowScope(['a'], ['a', 'b'])).toEqual({ ok: false, refusal: 'not_granted' });
  });
});
