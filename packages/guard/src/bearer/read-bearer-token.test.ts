import { describe, expect, it } from 'vitest';
import { readBearerToken } from './read-bearer-token.ts';

function read(authorization: readonly string[], url = '/v1/things') {
  const outcome = readBearerToken({
    method: 'GET',
    url,
    header: (name) => (name === 'authorization' ? authorization : []),
  });
  return outcome.ok ? `token ${outcome.value}` : outcome.refusal;
}

describe('readBearerToken', () => {
  it.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])('takes the scheme as %s (RFC 9110 §11.1)', (scheme) => {
    expect(read([`${scheme} a.b.c`])).toBe('token a.b.c');
  });

  it('takes every character of b64token (RFC 6750 §2.1)', () => {
    expect(read(['Bearer AZaz09-._~+/=='])).toBe('token AZaz09-._~+/==');
  });

  it.each([
    ['nothing', []],
    ['an empty header', ['']],
  ])('sees no token in %s', (_what, headers) => {
    expect(read(headers)).toBe(headers.length === 0 ? 'authorization_missing' : 'scheme_not_bearer');
  });

  it.each([
    'Basic cnNwdWI6cnNlYw==',
    'Digest username="x"',
    'Bearers a.b.c',
    'Bearer2 a',
    'a.b.c',
    ' Bearer a',
    'DPoP a',
  ])('sees no bearer token in %j', (credentials) => {
    expect(read([credentials])).toBe('scheme_not_bearer');
  });

  it.each([
    ['the scheme alone', 'Bearer'],
    ['the scheme and a space', 'Bearer '],
    ['two spaces', 'Bearer  a.b.c'],
    ['a tab', 'Bearer\ta.b.c'],
    ['no space', 'Bearer:a.b.c'],
    ['two tokens', 'Bearer a b'],
    ['quotation marks', 'Bearer "a.b.c"'],
    ['a comma list', 'Bearer a.b.c, Bearer d.e.f'],
    ['a comma behind it', 'Bearer a.b.c,'],
    ['a space behind it', 'Bearer a.b.c '],
    ['a line end behind it', 'Bearer a.b.c\n'],
    ['a parameter', 'Bearer token=a.b.c'],
    ['an equals sign within', 'Bearer a=b'],
    ['a character outside ASCII', 'Bearer a\u00e9'],
  ])('refuses %s, never reading a part of it', (_what, credentials) => {
    expect(read([credentials])).toBe('bearer_malformed');
  });

  it('refuses two Authorization headers, equal or not, of any scheme', () => {
    expect(read(['Bearer a.b.c', 'Bearer a.b.c'])).toBe('authorization_repeated');
    expect(read(['Basic cnNwdWI6cnNlYw==', 'Bearer a.b.c'])).toBe('authorization_repeated');
  });

  it.each(['/?access_token=x', '/?a=b&access_token', '/?access%5Ftoken=x', '/?a=?&access_token=x'])(
    'refuses a header beside %s, and reads no token from it alone',
    (url) => {
      expect(read(['Bearer a.b.c'], url)).toBe('token_in_header_and_query');
      expect(read([], url)).toBe('token_in_query');
      expect(read(['Basic cnNwdWI6cnNlYw=='], url)).toBe('scheme_not_bearer');
    },
  );

  it.each(['/access_token=x', '/?token=access_token', '/?xaccess_token=x', '/?ACCESS_TOKEN=x', '/?'])(
    'is not misled by %s',
    (url) => {
      expect(read(['Bearer a.b.c'], url)).toBe('token a.b.c');
    },
  );
});
