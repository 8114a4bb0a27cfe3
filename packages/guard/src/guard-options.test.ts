import { attack } from '@gatepass/testing';
import { describe, expect, it } from 'vitest';
import { createGuard } from './create-guard.ts';
import { type GuardOptions, readGuardOptions } from './guard-options.ts';

const RIGHT: GuardOptions = { issuer: 'https://auth.example.com', audience: 'https://api.example.com' };

function failureOf(options: unknown): string {
  try {
    createGuard(options as GuardOptions);
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    return (error as TypeError).message;
  }
  return expect.fail('the guard started');
}

describe('readGuardOptions', () => {
  it('needs an issuer and an audience, and fills in the rest', () => {
    expect(readGuardOptions(RIGHT)).toMatchObject({
      rules: { ...RIGHT, clockToleranceSeconds: 5, maxTokenLifetimeSeconds: 300 },
      jwksUri: 'https://auth.example.com/.well-known/jwks.json',
      unknownKeyCooldownSeconds: 30,
      maxStaleSeconds: 86_400,
      realm: 'gatepass',
    });
  });

  it.each([
    'http://127.0.0.1:8080',
    'http://localhost',
    'http://[::1]:8080',
    'https://auth.example.com:8443',
  ])('takes the issuer %s', (issuer) => {
    expect(readGuardOptions({ ...RIGHT, issuer }).rules.issuer).toBe(issuer);
  });

  it('takes a key set from elsewhere, over https', () => {
    const jwksUri = 'https://keys.example.com/set.json?v=1';
    expect(readGuardOptions({ ...RIGHT, jwksUri }).jwksUri).toBe(jwksUri);
  });
});

attack(
  'J23',
  'does not start without knowing whom to trust, or with a setting that would trust too much',
  (report) => {
    const wrong: [string, unknown][] = [
      ['no issuer', { audience: RIGHT.audience }],
      ['an empty issuer', { ...RIGHT, issuer: '' }],
      ['no audience', { issuer: RIGHT.issuer }],
      ['an empty audience', { ...RIGHT, audience: '' }],
      ['an audience that is an array', { ...RIGHT, audience: [RIGHT.audience] }],
      ['an issuer over http', { ...RIGHT, issuer: 'http://auth.example.com' }],
      [
        'an issuer whose name only begins like loopback',
        { ...RIGHT, issuer: 'http://127.0.0.1.example.com' },
      ],
      ['an issuer that ends in a slash', { ...RIGHT, issuer: 'https://auth.example.com/' }],
      ['an issuer with a path', { ...RIGHT, issuer: 'https://auth.example.com/tenant' }],
      ['an issuer in capitals', { ...RIGHT, issuer: 'https://Auth.example.com' }],
      ['an issuer with credentials', { ...RIGHT, issuer: 'https://user:password@auth.example.com' }],
      ['an issuer that is no URL', { ...RIGHT, issuer: 'auth.example.com' }],
      ['a key set over http', { ...RIGHT, jwksUri: 'http://auth.example.com/jwks.json' }],
      ['a key set in a file', { ...RIGHT, jwksUri: 'file:///etc/jwks.json' }],
      ['a clock tolerance of 61 s', { ...RIGHT, clockToleranceSeconds: 61 }],
      ['a clock tolerance of -1 s', { ...RIGHT, clockToleranceSeconds: -1 }],
      ['a clock tolerance of NaN', { ...RIGHT, clockToleranceSeconds: Number.NaN }],
      ['a clock tolerance of "5"', { ...RIGHT, clockToleranceSeconds: '5' }],
      ['a token life without end', { ...RIGHT, maxTokenLifetimeSeconds: Number.POSITIVE_INFINITY }],
      ['a cool-down of 0 s', { ...RIGHT, unknownKeyCooldownSeconds: 0 }],
      ['a key set that never gets stale', { ...RIGHT, maxStaleSeconds: Number.POSITIVE_INFINITY }],
      ['a realm with a quotation mark', { ...RIGHT, realm: 'a", error="' }],
      ['a clock that is no function', { ...RIGHT, now: 0 }],
      ['a choice of algorithms, which it does not have', { ...RIGHT, algorithms: ['none'] }],
      ['a misspelt option', { ...RIGHT, clockTolerance: 5 }],
      ['no options', undefined],
    ];
    for (const [name, options] of wrong) report(name, `TypeError: ${failureOf(options)}`);
  },
);
