import { describe, expect, it } from 'vitest';
import { bearerChallenge } from './challenge.ts';

describe('bearerChallenge', () => {
  it('has no error where no token was sent (RFC 6750 §3.1)', () => {
    expect(bearerChallenge('api', undefined, 'Send one.', 'a')).toBe('Bearer realm="api"');
  });

  it('names the error, what to do, and the scope that is needed', () => {
    expect(bearerChallenge('api', 'insufficient_scope', 'Too little.', 'accounts:write')).toBe(
      'Bearer realm="api", error="insufficient_scope", error_description="Too little.", scope="accounts:write"',
    );
  });

  it('cannot be broken out of by quotation marks, backslashes, line ends or anything outside ASCII', () => {
    expect(bearerChallenge('a"b\\c', 'e', 'x\r\nSet-Cookie: a=b \u201c')).toBe(
      'Bearer realm="a\\"b\\\\c", error="e", error_description="x??Set-Cookie: a=b ?"',
    );
  });
});
