import { describe, expect, test } from 'vitest';
import { inspectKey } from '../../signing/public-keys.ts';
import { makeClientKey } from '../../testing/client-keys.ts';
import { parseKeySet } from './parse-key-set.ts';

const good = makeClientKey('ES256', { kid: 'good' }).jwk;
const other = makeClientKey('EdDSA', { kid: 'other' }).jwk;

function kidsIn(document: unknown): readonly (string | null)[] | undefined {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return parseKeySet(Buffer.from(text), inspectKey)?.map(({ kid }) => kid);
}

describe('a key set', () => {
  test('gives its keys in their order', () => {
    expect(kidsIn({ keys: [good, other], unknown: 1 })).toEqual(['good', 'other']);
  });

  test.each([
    ['a weak key', makeClientKey('RS256', { kid: 'weak', modulusLength: 1024 }).jwk],
    ['a key for encryption', { ...other, use: 'enc' }],
    ['a key of a kind that is not understood', { kty: 'AKP', alg: 'ML-DSA-44', pub: 'AA' }],
    ['a private key', { ...other, d: 'AAAA' }],
    ['a symmetric key', { kty: 'oct', k: 'AAAA' }],
    ['what is no object', 'key'],
    ['null', null],
    ['a list', [good]],
  ])('passes over %s (RFC 7517 §5)', (_what, entry) => {
    expect(kidsIn({ keys: [entry, good] })).toEqual(['good']);
  });

  test('gives a key that stands twice once', () => {
    expect(kidsIn({ keys: [good, good] })).toEqual(['good']);
  });

  test('may have no keys', () => {
    expect(kidsIn({ keys: [] })).toEqual([]);
  });

  test.each([
    ['a list of keys', [good]],
    ['one key', good],
    ['an object of keys', { keys: { good } }],
    ['a page', '<html></html>'],
    ['nothing', ''],
    ['null', 'null'],
    ['"keys" twice', '{"keys":[],"keys":[]}'],
    ['21 keys', { keys: Array.from({ length: 21 }, () => good) }],
  ])('is not %s', (_what, document) => {
    expect(kidsIn(document)).toBeUndefined();
  });
});
