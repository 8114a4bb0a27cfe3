import { wycheproofJws } from '@gatepass/testing';
import { describe, expect, it } from 'vitest';
import { makeTestKey } from '../testing/test-key.ts';
import { parseKeySet } from './parse-key-set.ts';

const { jwk } = makeTestKey('good');
const short = makeTestKey('short', 1024).jwk;

function idsOf(document: unknown): string[] {
  return [...parseKeySet(Buffer.from(JSON.stringify(document))).keys()];
}

describe('parseKeySet', () => {
  it('takes of a key what verifying needs, whatever else the entry has', () => {
    const keys = parseKeySet(Buffer.from(JSON.stringify({ keys: [{ ...jwk, d: 'private', x: 1 }] })));
    expect([...keys]).toEqual([['good', { n: jwk.n, e: 'AQAB' }]]);
  });

  it('takes a key that leaves alg and use out, for RS256 like any other (RFC 7517 §4)', () => {
    const { alg, use, ...bare } = jwk as Record<string, unknown>;
    expect([alg, use]).toEqual(['RS256', 'sig']);
    expect(idsOf({ keys: [bare] })).toEqual(['good']);
  });

  it.each([
    ['a symmetric key', { kty: 'oct', k: 'AAAA', kid: 'bad' }],
    ['an elliptic curve key', { ...jwk, kty: 'EC', kid: 'bad' }],
    ['a key for HS256', { ...jwk, alg: 'HS256', kid: 'bad' }],
    ['a key for RS512', { ...jwk, alg: 'RS512', kid: 'bad' }],
    ['a key for PS256', { ...jwk, alg: 'PS256', kid: 'bad' }],
    ['a key for encryption', { ...jwk, use: 'enc', kid: 'bad' }],
    ['a key that may only sign', { ...jwk, key_ops: ['sign'], kid: 'bad' }],
    ['an RSA key of 1024 bits', { ...short, kid: 'bad' }],
    ['a modulus with leading zeros to look long', { ...jwk, n: `${'A'.repeat(172)}${short.n}`, kid: 'bad' }],
    ['a public exponent of 1', { ...jwk, e: 'AQ', kid: 'bad' }],
    ['a public exponent of 3', { ...jwk, e: 'Aw', kid: 'bad' }],
    ['a modulus that is no base64url', { ...jwk, n: `${jwk.n}=`, kid: 'bad' }],
    ['a modulus that is no text', { ...jwk, n: 1, kid: 'bad' }],
    ['a key without an id', { ...jwk, kid: undefined }],
    ['a key whose id is no text', { ...jwk, kid: 7 }],
    ['something that is no key', null],
    ['a text', 'key'],
  ])('passes over %s', (_what, entry) => {
    expect(idsOf({ keys: [entry, jwk] })).toEqual(['good']);
    expect(idsOf({ keys: [entry] })).toEqual([]);
  });

  it('uses none of the keys that share an id, since none is the one meant', () => {
    const other = makeTestKey('good').jwk;
    const third = { ...other, kid: 'third' };
    expect(idsOf({ keys: [jwk, other, jwk, third] })).toEqual(['third']);
  });

  it('keeps apart ids that objects have members for', () => {
    const keys = [
      { ...jwk, kid: '__proto__' },
      { ...jwk, kid: 'constructor' },
    ];
    expect(idsOf({ keys })).toEqual(['__proto__', 'constructor']);
  });

  it.each([[[]], [null], ['keys'], [{}], [{ keys: {} }], [{ keys: 'x' }], [{ keys: [] }], [[jwk]], [jwk]])(
    'finds no key in %j',
    (document) => {
      expect(idsOf(document)).toEqual([]);
    },
  );

  it('finds no key in a document with a member name that stands twice', () => {
    const text = `{"keys":[],"keys":[${JSON.stringify(jwk)}]}`;
    expect(parseKeySet(Buffer.from(text)).size).toBe(0);
  });

  it('uses no Wycheproof key that is wrong for RS256', () => {
    for (const { public: key } of wycheproofJws('json_web_key_test')) {
      const entries = (key?.keys as object[] | undefined) ?? (key ? [key] : []);
      for (const entry of entries) {
        const { kty, alg } = entry as { kty?: string; alg?: string };
        if (kty !== 'RSA' || (alg ?? 'RS256') !== 'RS256') expect(idsOf({ keys: [entry] })).toEqual([]);
      }
    }
  });
});
