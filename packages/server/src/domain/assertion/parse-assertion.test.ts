import { ok } from '@gatepass/protocol';
import { describe, expect, test } from 'vitest';
import { assertionClaims, encodeSegment, makeClientKey, signAssertion } from '../../testing/client-keys.ts';
import { type AssertionRules, parseAssertion } from './parse-assertion.ts';

const now = 1_700_000_000_500;
const seconds = 1_700_000_000;
const clientId = 'rspub_0123456789abcdef';
const issuer = 'https://auth.example.com';
const rules: AssertionRules = { issuer, now, clientId, clientIdPrefix: 'rspub', environment: 'live' };
const key = makeClientKey('ES256', { kid: 'key-1' });

function claims(more: Readonly<Record<string, unknown>> = {}) {
  return assertionClaims({ clientId, issuer, now }, more);
}

/** The refusal of an assertion with these claims and this header, or undefined. */
function defectOf(more: Readonly<Record<string, unknown>>, header: Readonly<Record<string, unknown>> = {}) {
  const parsed = parseAssertion(signAssertion(key, claims(more), header), rules);
  return parsed.ok ? undefined : parsed.refusal;
}

describe('an assertion in order', () => {
  test('is taken apart, and nothing is concluded from its signature', () => {
    const text = signAssertion(key, claims({ jti: 'once' }));
    const [header, payload, signature = ''] = text.split('.');
    const parsed = parseAssertion(text, rules);
    expect(parsed).toEqual(
      ok({
        clientId,
        alg: 'ES256',
        kid: 'key-1',
        jti: 'once',
        expiresAt: (seconds + 60) * 1000,
        signingInput: new TextEncoder().encode(`${header}.${payload}`),
        signature: new Uint8Array(Buffer.from(signature, 'base64url')),
      }),
    );
  });

  test.each([
    ['no typ', {}, { typ: undefined }],
    ['typ client-authentication+jwt', {}, { typ: 'client-authentication+jwt' }],
    ['a media type in full and in capitals', {}, { typ: 'application/JWT' }],
    ['no kid', {}, { kid: undefined }],
    [
      'a key in its header, which is not read',
      {},
      { jwk: { kty: 'oct', k: 'AA' }, jku: 'https://evil.example' },
    ],
    ['a certificate in its header, which is not read', {}, { x5u: 'https://evil.example', x5c: ['AA'] }],
    ['EdDSA by the name of its curve', {}, { alg: 'Ed25519' }],
    ['the longest life', { exp: seconds + 300 }, {}],
    ['a life with a fraction', { exp: seconds + 0.75 }, {}],
    ['no iat', { iat: undefined }, {}],
    ['iat 10 s ahead', { iat: seconds + 10 }, {}],
    ['nbf 10 s ahead', { nbf: seconds + 10 }, {}],
    ['a jti of 256 characters', { jti: 'j'.repeat(256) }, {}],
    ['claims that it need not have', { scope: 'everything', parent_account_id: 'pa_2' }, {}],
  ])('may have %s', (_what, more, header) => {
    expect(defectOf(more, header)).toBeUndefined();
  });

  test('needs no client_id in the form (RFC 7521 §4.2)', () => {
    const text = signAssertion(key, claims());
    expect(parseAssertion(text, { ...rules, clientId: undefined })).toMatchObject({ value: { clientId } });
  });
});

describe('assertion_malformed', () => {
  const [header = '', payload = '', signature = ''] = signAssertion(key, claims()).split('.');
  const withHeader = (text: string) => `${encodeSegment(text)}.${payload}.${signature}`;
  const withPayload = (text: string) => `${header}.${encodeSegment(text)}.${signature}`;

  test.each([
    ['nothing', ''],
    ['a text without dots', 'assertion'],
    ['two parts', `${header}.${payload}`],
    ['four parts', `${header}.${payload}.${signature}.${signature}`],
    ['an empty signature', `${header}.${payload}.`],
    ['padding', `${header}.${payload}.${signature}=`],
    ['the other alphabet', `${header}.${payload}.+/${signature}`],
    ['white space', `${header}.${payload}. ${signature}`],
    ['a line end', `${header}.${payload}.${signature}\n`],
    ['characters outside ASCII', `${header}.${payload}.\u00e9${signature}`],
    ['unused bits that are set', `${header}.${payload}.QR`],
    ['a header that is a list', withHeader('[]')],
    ['a header that is no JSON', withHeader('{')],
    ['alg twice', withHeader('{"alg":"none","alg":"ES256"}')],
    ['claims that are a list', withPayload('[]')],
    ['claims that are null', withPayload('null')],
    ['a claim twice', withPayload(JSON.stringify(claims()).replace('{', '{"exp":9999999999,'))],
    [
      'a claim twice, once by an escape',
      withPayload(JSON.stringify(claims()).replace('{', '{"\\u0065xp":1,')),
    ],
    ['claims behind a byte order mark', withPayload(`\ufeff${JSON.stringify(claims())}`)],
    ['claims nested deeper than any are', withPayload(`{"a":${'['.repeat(9)}${']'.repeat(9)}}`)],
    ['4,097 characters', `${header}.${payload}.${'A'.repeat(4096 - header.length - payload.length)}`],
    ['a million dots', '.'.repeat(1_000_000)],
  ])('is what %s is', (_what, text) => {
    expect(parseAssertion(text, rules)).toEqual({ ok: false, refusal: 'assertion_malformed' });
  });

  test.each([
    ['crit', { crit: ['exp'] }],
    ['an empty crit', { crit: [] }],
    ['b64', { b64: false }],
    ['the type of an access token', { typ: 'at+jwt' }],
    ['the type of a logout token', { typ: 'logout+jwt' }],
    ['a type that is no text', { typ: 1 }],
    ['a kid that is no text', { kid: 1 }],
  ])('is what a header with %s is', (_what, more) => {
    expect(defectOf({}, more)).toBe('assertion_malformed');
  });

  test('is what an assertion of 4,096 characters is not', () => {
    const signed = `${header}.${payload}.`;
    const filled = signed + 'A'.repeat(4096 - signed.length - ((4096 - signed.length) % 4));
    expect(parseAssertion(filled, rules).ok).toBe(true);
  });
});

describe('assertion_algorithm', () => {
  test.each([
    'none',
    'None',
    'NONE',
    '',
    'HS256',
    'HS384',
    'RS384',
    'RS512',
    'RS1',
    'ES384',
    'ES256K',
    'PS512',
    'Ed448',
    'rs256',
    'constructor',
    '__proto__',
    null,
    256,
    ['ES256'],
    undefined,
  ])('is what alg %j is', (alg) => {
    expect(defectOf({}, { alg })).toBe('assertion_algorithm');
  });
});

describe('assertion_subject', () => {
  const other = 'rspub_abcdef0123456789';

  test.each([
    ['iss of another client', { iss: other }],
    ['sub of another client', { sub: other }],
    ['both of another client than the form says', { iss: other, sub: other }],
    ['no iss', { iss: undefined }],
    ['no sub', { sub: undefined }],
    ['neither', { iss: undefined, sub: undefined }],
    ['lists', { iss: [clientId], sub: [clientId] }],
  ])('is what %s is', (_what, more) => {
    expect(defectOf(more)).toBe('assertion_subject');
  });

  test.each([
    ['a sandbox client', 'rspub_test_0123456789abcdef'],
    ['no client id', 'client'],
    ['a client id with a space', `${clientId} `],
  ])('is what %s is, also where the form says the same', (_what, subject) => {
    const text = signAssertion(key, claims({ iss: subject, sub: subject }));
    const parsed = parseAssertion(text, { ...rules, clientId: subject });
    expect(parsed).toEqual({ ok: false, refusal: 'assertion_subject' });
  });
});

describe('assertion_audience', () => {
  test.each([
    ['no aud', undefined],
    ['the URL of the token endpoint', `${issuer}/api/v1/oauth/token`],
    ['the issuer with a slash', `${issuer}/`],
    ['the issuer in capitals', issuer.toUpperCase()],
    ['another server', 'https://auth.example.org'],
    ['a list of the issuer alone', [issuer]],
    ['a list of the issuer and another', [issuer, 'https://auth.example.org']],
    ['a part of the issuer', 'https://auth.example'],
    ['an empty text', ''],
    ['an object', { iss: issuer }],
  ])('is what %s is', (_what, aud) => {
    expect(defectOf({ aud })).toBe('assertion_audience');
  });
});

describe('assertion_lifetime', () => {
  test.each([
    ['no exp', { exp: undefined }],
    ['an exp that is a text', { exp: String(seconds + 60) }],
    ['an exp that is null', { exp: null }],
    ['an exp below zero', { exp: -1 }],
    ['an exp that has passed', { exp: seconds }],
    ['an exp at this very moment', { exp: now / 1000 }],
    ['an exp 301 s ahead', { exp: seconds + 301 }],
    ['an exp in milliseconds', { exp: now + 60_000 }],
    ['an iat 11 s ahead', { iat: seconds + 11 }],
    ['an nbf 11 s ahead', { nbf: seconds + 11 }],
    ['an iat 61 s ahead', { iat: seconds + 61 }],
    ['an iat that is a text', { iat: String(seconds) }],
    ['an nbf that is null', { nbf: null }],
  ])('is what %s is', (_what, more) => {
    expect(defectOf(more)).toBe('assertion_lifetime');
  });

  test('is what an exp without end is', () => {
    const text = JSON.stringify(claims()).replace(/"exp":\d+/, '"exp":1e999');
    expect(parseAssertion(signAssertion(key, text), rules)).toMatchObject({ refusal: 'assertion_lifetime' });
  });

  test('is what any life is by a clock that is no number', () => {
    const parsed = parseAssertion(signAssertion(key, claims()), { ...rules, now: Number.NaN });
    expect(parsed).toMatchObject({ refusal: 'assertion_lifetime' });
  });
});

describe('assertion_id_missing', () => {
  test.each([
    ['no jti', undefined],
    ['an empty jti', ''],
    ['a jti that is a number', 1],
    ['a jti of 257 characters', 'j'.repeat(257)],
  ])('is what %s is', (_what, jti) => {
    expect(defectOf({ jti })).toBe('assertion_id_missing');
  });
});

test('the first thing that is wrong is told: form, algorithm, subject, audience, lifetime, jti', () => {
  const wrong: Readonly<Record<string, unknown>> = { iss: 'x', aud: 'x', exp: 1, jti: '' };
  const { iss: _iss, ...audience } = wrong;
  const { aud: _aud, ...lifetime } = audience;
  expect(defectOf(wrong, { alg: 'none', crit: [] })).toBe('assertion_malformed');
  expect(defectOf(wrong, { alg: 'none' })).toBe('assertion_algorithm');
  expect(defectOf(wrong)).toBe('assertion_subject');
  expect(defectOf(audience)).toBe('assertion_audience');
  expect(defectOf(lifetime)).toBe('assertion_lifetime');
});
