import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type ClientOptions, checkOptions, type SecretClientOptions } from './client-options.ts';
import { makePair } from './testing/pair.ts';

const pair = makePair();
const sound: SecretClientOptions = { ...pair, tokenUrl: 'https://auth.example/api/v1/oauth/token' };

test.each(['AAAAAAAAAAAAAAAAAAAA-_', '0d1a6a5e-6f4e-4b7f-9d6c-2f1e0a9b8c7d'])(
  'an instance id is taken: %s',
  (instanceId) => {
    expect(() => checkOptions({ ...sound, instanceId })).not.toThrow();
  },
);

test.each(['http://127.0.0.1:8080/t', 'http://localhost/t', 'http://[::1]:8080/t', 'http://127.1.2.3/t'])(
  'plain http is taken on loopback: %s',
  (tokenUrl) => {
    expect(() => checkOptions({ ...sound, tokenUrl })).not.toThrow();
  },
);

test.each([
  ['plain http', { tokenUrl: 'http://auth.example/t' }, /must be https:/],
  [
    'plain http to a host that only begins like loopback',
    { tokenUrl: 'http://127.0.0.1.example/t' },
    /https:/,
  ],
  ['another scheme', { tokenUrl: 'ftp://127.0.0.1/t' }, /must be https:/],
  ['a relative URL', { tokenUrl: '/api/v1/oauth/token' }, /absolute URL/],
  ['credentials in the URL', { tokenUrl: 'https://a:b@auth.example/t' }, /must not hold credentials/],
  [
    'a client id that is a secret',
    { clientId: pair.clientSecret },
    /clientId cannot be used: it is a secret/,
  ],
  ['a secret with a typing error', { clientSecret: pair.clientSecret.replace(/.$/, '!') }, /clientSecret/],
  ['a secret of another type', { clientSecret: 1 as never }, /string or a function/],
  ['a parent account with a space', { parentAccountId: 'a b' }, /parentAccountId/],
  ['a malformed scope', { scope: 'a  b' }, /scope/],
  ['a resource that is no URI', { resource: 'api' }, /resource/],
  ['a time limit of nothing', { timeoutMs: 0 }, /timeoutMs/],
  ['half an attempt', { attempts: 0.5 }, /attempts/],
  ['an instance id of any other form', { instanceId: 'web-1' }, /instanceId/],
  ['something else to warn', { onWarning: 'stderr' as never }, /onWarning/],
  [
    'neither secret nor key',
    { clientSecret: undefined as never },
    /Exactly one of clientSecret and clientKey/,
  ],
  [
    'both secret and key',
    { clientKey: { privateKey: {} } as never },
    /Exactly one of clientSecret and clientKey/,
  ],
])(
  '%s is a TypeError that does not repeat a secret',
  (_what, change: Partial<SecretClientOptions>, message) => {
    const check = () => checkOptions({ ...sound, ...change });
    expect(check).toThrow(TypeError);
    expect(check).toThrow(message);
    try {
      check();
    } catch (error) {
      expect(inspect(error)).not.toContain(pair.clientSecret.slice(0, 20));
    }
  },
);

describe('a client key', () => {
  const clientKey = { privateKey: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d: 'AA' } };
  const byKey = (change: object): ClientOptions => {
    const { tokenUrl, clientId } = sound;
    return { tokenUrl, clientId, clientKey, ...change };
  };

  test('needs no issuer where the token URL tells it', () => {
    expect(() => checkOptions(byKey({}))).not.toThrow();
    expect(() => checkOptions(byKey({ tokenUrl: 'https://gate.example/t' }))).toThrow(/issuer must be given/);
    expect(() =>
      checkOptions(byKey({ tokenUrl: 'https://gate.example/t', issuer: 'https://auth.example' })),
    ).not.toThrow();
  });

  test.each([
    ['is PEM', { privateKey: '-----BEGIN PRIVATE KEY-----' }, /privateKeyFromPem/],
    ['is nothing', { privateKey: null }, /neither a CryptoKey nor a JWK/],
    ['is a public key', { privateKey: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } }, /not a private key/],
    ['is of another curve', { privateKey: { kty: 'EC', crv: 'P-384', d: 'AA' } }, /for none of RS256/],
    ['is a shared secret', { privateKey: { kty: 'oct', k: 'AA', d: 'AA' } }, /for none of/],
    ['says another algorithm', { privateKey: { kty: 'RSA', alg: 'RS512', d: 'AA' } }, /for none of/],
    ['is not for the algorithm asked', { ...clientKey, alg: 'RS256' }, /privateKey is not for RS256/],
    ['is for an algorithm that there is not', { ...clientKey, alg: 'HS256' }, /alg must be one of/],
    ['has an empty kid', { ...clientKey, kid: '' }, /kid/],
  ])('is a TypeError where it %s', (_what, unsound, message) => {
    const check = () => checkOptions(byKey({ clientKey: unsound }));
    expect(check).toThrow(TypeError);
    expect(check).toThrow(message);
  });
});
