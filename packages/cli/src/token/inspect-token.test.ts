import { describe, expect, test } from 'vitest';
import { describeToken } from './describe-token.ts';
import { inspectToken } from './inspect-token.ts';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const HEADER = { alg: 'RS256', typ: 'at+jwt', kid: 'k' };
const ISSUED = Date.UTC(2026, 10, 24) / 1000;
const CLAIMS = { iss: 'https://auth.example', iat: ISSUED, exp: ISSUED + 300 };
const TOKEN = `${encode(HEADER)}.${encode(CLAIMS)}.c2lnbmF0dXJl`;

test('reads header and claims, and says that the signature was not checked', () => {
  expect(inspectToken(TOKEN)).toEqual({
    ok: true,
    value: { header: HEADER, claims: CLAIMS, signature_checked: false },
  });
});

test.each([
  ['nothing', ''],
  ['two parts', `${encode(HEADER)}.${encode(CLAIMS)}`],
  ['five parts, as an encrypted one has', 'a.b.c.d.e'],
  ['a header that is no JSON', `abc.${encode(CLAIMS)}.x`],
  ['claims that are a list', `${encode(HEADER)}.${encode([])}.x`],
  ['claims that are null', `${encode(HEADER)}.${encode(null)}.x`],
  ['padding', `${encode(HEADER)}==.${encode(CLAIMS)}.x`],
  ['a secret', 'rsec_0123456789'],
])('refuses %s, and does not repeat it', (_what, text) => {
  const inspected = inspectToken(text);
  if (inspected.ok) expect.fail('it was taken for a token');
  if (text !== '') expect(inspected.refusal).not.toContain(text);
});

describe('for a person', () => {
  const show = (claims: object, secondsLater: number) =>
    describeToken(
      { header: HEADER, claims: { ...claims }, signature_checked: false },
      (ISSUED + secondsLater) * 1000,
    );

  test('times are dates and words', () => {
    expect(show(CLAIMS, 48)).toContain(`${ISSUED + 300} (2026-11-24T00:05:00.000Z, in 4 minutes 12 seconds)`);
    expect(show(CLAIMS, 48)).toContain('By its own words it ends in 4 minutes 12 seconds.');
  });

  test('a token that has ended says so', () => {
    expect(show(CLAIMS, 360)).toContain('By its own words it ended 1 minute ago.');
  });

  test('a time that is none is shown as it is', () => {
    expect(show({ exp: 'soon', iat: 1e300 }, 0)).toContain('It names no time at which it ends.');
  });

  test('nobody takes it for a verdict', () => {
    expect(show(CLAIMS, 0)).toContain('The signature was not checked');
  });
});
