import { randomBytes } from 'node:crypto';
import { makeSecret } from '@gatepass/protocol';
import { describe, expect, test } from 'vitest';
import { holdsCredential } from './holds-credential.ts';

const { text } = makeSecret('rsec', 'live', randomBytes);

describe('a credential is found', () => {
  test.each([
    ['alone', text],
    ['of a sandbox', makeSecret('rsop', 'sandbox', randomBytes).text],
    ['with a prefix of another deployment', makeSecret('acme', 'live', randomBytes).text],
    ['in JSON', JSON.stringify({ after: { label: `a\n${text} b` } })],
    ['with characters of its own alphabet around it', `xxxxxxxxxxxxxxxxxxxx${text}xxxx`],
    ['behind what looks like the beginning of one', `rsec_${'0'.repeat(57)} ${text}`],
    ['that is a token', 'Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl'],
  ])('%s', (_where, given) => {
    expect(holdsCredential(given)).toBe(true);
  });
});

describe('no credential is', () => {
  test.each([
    ['an id', 'prt_0123456789abcdef'],
    ['the id and the end of one', `${text.slice(0, 13)} ${text.slice(-4)}`],
    ['one with a character changed', text.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))],
    ['an account id as long as one', `acct_${'0'.repeat(59)}`],
    ['a hash', 'f'.repeat(64)],
  ])('%s', (_what, given) => {
    expect(holdsCredential(given)).toBe(false);
  });
});
