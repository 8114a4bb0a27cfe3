import { expect, test } from 'vitest';
import * as corpus from './corpus.ts';

test('every corpus loads with as many cases as its licence table counts', () => {
  const count = (groups: readonly { readonly tests: readonly unknown[] }[]) =>
    groups.reduce((sum, group) => sum + group.tests.length, 0);
  expect({
    blns: corpus.naughtyStrings().length,
    urlencoded: corpus.urlencodedCases().length,
    json: corpus.jsonCases().length,
    cookbook: corpus.joseCookbook().length,
    rfc: corpus.rfcExamples().length,
    jws: count(corpus.wycheproofJws('json_web_signature_test')),
    crypto: count(corpus.wycheproofJws('json_web_crypto_test')),
    key: count(corpus.wycheproofJws('json_web_key_test')),
    rsa2048: count(corpus.wycheproofRsa(2048)),
    rsa4096: count(corpus.wycheproofRsa(4096)),
  }).toEqual({
    blns: 257,
    urlencoded: 18,
    json: 157,
    cookbook: 6,
    rfc: 6,
    jws: 190,
    crypto: 42,
    key: 9,
    rsa2048: 130,
    rsa4096: 258,
  });
});

test('raw HTTP cases are bytes with an expectation each', () => {
  const kinds = corpus.rawHttpCases().map(({ expect }) => expect);
  expect(new Set(kinds)).toEqual(new Set(['accept', 'reject', 'lenient']));
});
