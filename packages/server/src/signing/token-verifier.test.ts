import { createSecretKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PublicJwk } from '../domain/signing-key/signing-key.ts';
import { createSigningKey, openSigningKey } from './signing-keys.ts';
import { createTokenSigner } from './token-signer.ts';
import { createTokenVerifier, type TokenVerifier } from './token-verifier.ts';

const CLAIMS = {
  iss: 'https://auth.example',
  aud: 'https://api.example',
  sub: 'rspub_0123456789ABCDEF',
  client_id: 'rspub_0123456789ABCDEF',
  iat: 1_700_000_000,
  exp: 1_700_000_300,
  jti: '1.x',
  scope: 'accounts:read',
  parent_account_id: 'pa_1',
  credential_id: '01234567',
};

let jwk: PublicJwk;
let privateKey: KeyObject;
let token: string;
let verify: TokenVerifier;

beforeAll(async () => {
  const masterKey = createSecretKey(randomBytes(32));
  const key = await createSigningKey(masterKey, 'active', 0);
  jwk = key.publicJwk;
  privateKey = openSigningKey(masterKey, key);
  token = createTokenSigner(key.kid, privateKey)(CLAIMS);
  verify = createTokenVerifier([jwk]);
});

function signed(header: object | string, by = privateKey): string {
  const text = typeof header === 'string' ? header : JSON.stringify(header);
  const input = `${Buffer.from(text).toString('base64url')}.${token.split('.')[1]}`;
  return `${input}.${sign('sha256', Buffer.from(input), by).toString('base64url')}`;
}

test('a token of ours is read back', () => {
  expect(verify(token)).toEqual(CLAIMS);
  expect(verify(signed({ alg: 'RS256', typ: 'at+jwt', kid: jwk.kid }))).toEqual(CLAIMS);
});

describe('no token of ours is, though our own key signed it,', () => {
  test.each<[string, () => object | string]>([
    ['one of another type', () => ({ alg: 'RS256', typ: 'cutoffs+jwt', kid: jwk.kid })],
    ['one without a type', () => ({ alg: 'RS256', kid: jwk.kid })],
    ['one with another algorithm', () => ({ alg: 'PS256', typ: 'at+jwt', kid: jwk.kid })],
    ['one with a key that is not published', () => ({ alg: 'RS256', typ: 'at+jwt', kid: 'unknown' })],
    ['one with its header in another order', () => ({ typ: 'at+jwt', alg: 'RS256', kid: jwk.kid })],
    ['one with a member more', () => ({ alg: 'RS256', typ: 'at+jwt', kid: jwk.kid, crit: ['x'] })],
    ['one with white space in its header', () => `{"alg":"RS256", "typ":"at+jwt","kid":"${jwk.kid}"}`],
  ])('%s', (_what, header) => {
    expect(verify(signed(header()))).toBeUndefined();
  });
});

describe('no token of ours is', () => {
  test.each<[string, () => string]>([
    ['nothing', () => ''],
    ['a text without dots', () => 'abc'],
    ['one with a part too many', () => `${token}.`],
    ['one without its signature', () => token.slice(0, token.lastIndexOf('.') + 1)],
    ['one with padding', () => `${token}=`],
    ['one with a space behind it', () => `${token} `],
    [
      'one signed by another key',
      () =>
        signed(
          { alg: 'RS256', typ: 'at+jwt', kid: jwk.kid },
          generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
        ),
    ],
    ['one with another payload', () => token.replace(/\.[^.]+\./, `.${encode({ ...CLAIMS, scope: '*' })}.`)],
  ])('%s', (_what, text) => {
    expect(verify(text())).toBeUndefined();
  });

  test('one with any bit of its signature turned over', () => {
    const [head, payload, signature] = token.split('.') as [string, string, string];
    const bytes = Buffer.from(signature, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 37) {
      const turned = Buffer.from(bytes);
      turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(verify(`${head}.${payload}.${turned.toString('base64url')}`)).toBeUndefined();
    }
  });
});

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
