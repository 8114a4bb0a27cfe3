import { describe, expect, test } from 'vitest';
import { makePair } from '../testing/pair.ts';
import { readTokenAnswer } from './read-token-answer.ts';

const { clientSecret: SECRET } = makePair();
const GRANT = { access_token: 'abc.def-_~+/==', token_type: 'Bearer', expires_in: 300 };

function read(status: number, body: unknown, headers: Record<string, string> = {}) {
  const answer = {
    status,
    headers: new Headers({ 'content-type': 'application/json', ...headers }),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
  return readTokenAnswer(answer, SECRET, 0);
}

function refusal(outcome: ReturnType<typeof read>) {
  if (outcome.ok) expect.fail('a token was read');
  return outcome.refusal;
}

describe('a token response', () => {
  test('is read with and without a scope', () => {
    expect(read(200, GRANT)).toEqual({
      ok: true,
      value: { accessToken: 'abc.def-_~+/==', expiresInSeconds: 300, scope: undefined },
    });
    expect(read(200, { ...GRANT, scope: 'a b' })).toMatchObject({ ok: true, value: { scope: 'a b' } });
  });

  test('has its type compared without regard to case (RFC 6749 §5.1), media type too', () => {
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
    expect(read(200, { ...GRANT, token_type: 'bEARER' }, headers).ok).toBe(true);
  });

  test.each([
    ['another type', { ...GRANT, token_type: 'DPoP' }],
    ['no token', { ...GRANT, access_token: undefined }],
    ['an empty token', { ...GRANT, access_token: '' }],
    ['a token that would break the header', { ...GRANT, access_token: 'abc\r\nx: y' }],
    ['no lifetime', { ...GRANT, expires_in: undefined }],
    ['a lifetime in a string', { ...GRANT, expires_in: '300' }],
    ['a lifetime of nothing', { ...GRANT, expires_in: 0 }],
    ['a fractional lifetime', { ...GRANT, expires_in: 1.5 }],
    ['a lifetime of years', { ...GRANT, expires_in: 100_000_000 }],
    ['a scope that is a list', { ...GRANT, scope: ['a'] }],
    ['an empty scope', { ...GRANT, scope: '' }],
    ['a list', [GRANT]],
    ['nothing', ''],
    ['null', 'null'],
    ['no JSON', '<html>'],
  ])('is none with %s', (_what, body) => {
    expect(refusal(read(200, body))).toMatchObject({ code: 'TOKEN_RESPONSE_INVALID', status: 200 });
  });

  test('is none in another media type', () => {
    const outcome = read(200, GRANT, { 'content-type': 'text/html' });
    expect(refusal(outcome).message).toContain('its media type is not application/json');
  });

  test('is none when it is too large to be one', () => {
    const headers = new Headers({ 'content-type': 'application/json' });
    const outcome = readTokenAnswer({ status: 200, headers, body: undefined }, SECRET, 0);
    expect(refusal(outcome).message).toContain('it is too large');
  });
});

describe('an error response', () => {
  test('tells error, description, status and request id', () => {
    const body = { error: 'invalid_scope', error_description: 'Leave scope out.' };
    expect(refusal(read(400, body, { 'x-request-id': 'req-1' }))).toMatchObject({
      code: 'TOKEN_REQUEST_REFUSED',
      status: 400,
      error: 'invalid_scope',
      errorDescription: 'Leave scope out.',
      requestId: 'req-1',
    });
  });

  test('has texts dropped that repeat the secret', () => {
    const body = { error: 'invalid_client', error_description: `Wrong: ${SECRET}` };
    const error = refusal(read(401, body, { 'x-request-id': SECRET }));
    expect(error).toMatchObject({ errorDescription: undefined, requestId: undefined });
    expect(error.message).not.toContain(SECRET);
  });

  test('has texts dropped that are outside the characters of RFC 6749 §5.2', () => {
    const body = { error: 'invalid_client', error_description: '\u001b[31mred' };
    expect(refusal(read(401, body))).toMatchObject({ errorDescription: undefined });
  });

  test('without an error code is no token response', () => {
    expect(refusal(read(400, {}))).toMatchObject({ code: 'TOKEN_RESPONSE_INVALID', status: 400 });
  });

  test.each([429, 502, 503, 504])('of %i is busy, whatever its body', (status) => {
    const error = refusal(read(status, '<html>', { 'retry-after': '2', 'content-type': 'text/html' }));
    expect(error).toMatchObject({ code: 'TOKEN_SERVER_BUSY', status, retryAfterMs: 2000 });
  });
});

test.each([301, 307, 308, 0])('a redirect (status %i) is no token response', (status) => {
  expect(refusal(read(status, '')).message).toContain('redirect');
});
