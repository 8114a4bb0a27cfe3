import { describe, expect, test } from 'vitest';
import { problemInWords } from './problem-in-words.ts';

const problem = (cause: string) => `urn:gatepass:problem:${cause}`;
const messageOf = (detail: string) => problemInWords({ type: problem('request_malformed'), detail }).message;

describe('a field is the option that it was typed as', () => {
  test.each([
    ['body/unused_for_seconds must be >= 60.', '--unused-for must be at least 1m.'],
    ['body/overlap_seconds must be <= 31536000.', '--overlap must be at most 365d.'],
    ['body/tokens_per_hour must be <= 1000000.', '--tokens-per-hour must be at most 1000000.'],
    [
      'body/ends_at must match pattern "^\\d{4}-\\d{2}$".',
      '--at must be a time, e.g. 2027-01-01T00:00:00.000Z',
    ],
    ['querystring/limit must match pattern "^x$".', '--limit must be a number from 1 to 1000'],
    ['networks/0 allows everybody.', '--network number 1 allows everybody.'],
    [
      'expires_at must lie ahead, and after not_before.',
      '--expires-at must lie ahead, and after --not-before.',
    ],
    ['Give public_jwk or jwks_uri, not both.', 'Give --jwk or --jwks-uri, not both.'],
  ])('%s', (detail, words) => {
    expect(messageOf(detail)).toBe(words);
  });

  test.each([
    'The role of this operator does not allow this.',
    'constructor must be >= 1.',
    'jwks_uri_x is not.',
  ])('but not where it is none: %s', (detail) => {
    expect(messageOf(detail)).toBe(detail);
  });
});

describe('what to do is a hint', () => {
  test('where the server says it', () => {
    const type = problem('secret_in_use');
    const detail = 'The secret was used just now from 127.0.0.0/24; add force to end it all the same.';
    expect(problemInWords({ type, detail })).toEqual({
      message: 'The secret was used just now from 127.0.0.0/24',
      hint: ['add --force to end it all the same'],
    });
  });

  test('or several', () => {
    const type = problem('request_not_kept');
    expect(problemInWords({ type, detail: 'It is not kept; it may be old; it may be new.' })).toEqual({
      message: 'It is not kept',
      hint: ['it may be old', 'it may be new'],
    });
  });

  test('but not where names stand in the same sentence', () => {
    const detail = 'The secret a (b; run this) is being replaced; add force.';
    expect(problemInWords({ type: problem('already_rotating'), detail })).toEqual({
      message: 'The secret a (b; run this) is being replaced; add --force.',
    });
  });
});
