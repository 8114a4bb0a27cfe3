import { expect, test } from 'vitest';
import { issuerFor } from './issuer.ts';

test.each([
  ['https://auth.example/api/v1/oauth/token', 'https://auth.example'],
  ['https://AUTH.example:443/api/v1/oauth/token', 'https://auth.example'],
  ['http://127.0.0.1:8080/api/v1/oauth/token', 'http://127.0.0.1:8080'],
  ['https://example.com/gate/api/v1/oauth/token', 'https://example.com/gate'],
])('the issuer of %s is %s', (tokenUrl, issuer) => {
  expect(issuerFor(new URL(tokenUrl), undefined)).toBe(issuer);
});

test('one that is given is kept to the letter', () => {
  expect(issuerFor(new URL('https://gate.example/token'), 'https://Auth.example/')).toBe(
    'https://Auth.example/',
  );
});

test.each(['https://auth.example/token', 'https://auth.example/api/v1/oauth/token?tenant=1'])(
  'none is guessed from %s',
  (tokenUrl) => {
    expect(() => issuerFor(new URL(tokenUrl), undefined)).toThrow(TypeError);
  },
);

test.each(['auth.example', 'http://auth.example', 'https://auth.example?a', 'https://auth.example#a'])(
  '%s is no issuer',
  (issuer) => {
    expect(() => issuerFor(new URL('https://auth.example/token'), issuer)).toThrow(TypeError);
  },
);
