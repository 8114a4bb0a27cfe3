import { describe, expect, test } from 'vitest';
import { isAccountId, isWrite } from './parent-account.ts';

describe('an account id', () => {
  test.each(['1', '1234567890', 'pa_main-2', 'A'.repeat(64)])('may be %s', (text) => {
    expect(isAccountId(text)).toBe(true);
  });

  test.each(['', 'A'.repeat(65), 'a b', 'a,b', 'a/b', '\uff11', '1\n', '*', 12, null, undefined, ['1']])(
    'may not be %j',
    (value) => {
      expect(isAccountId(value)).toBe(false);
    },
  );
});

describe('a method', () => {
  test.each(['GET', 'HEAD', 'OPTIONS'])('%s reads', (method) => {
    expect(isWrite(method)).toBe(false);
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'QUERY', 'get', 'Get', 'ANYTHING', ''])(
    '%s counts as a write',
    (method) => {
      expect(isWrite(method)).toBe(true);
    },
  );
});
