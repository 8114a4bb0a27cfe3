import { describe, expect, test } from 'vitest';
import type { CredentialKey } from '../client-key/credential-key.ts';
import type { ParsedAssertion } from './assertion.ts';
import { findSigner, MAX_VERIFICATIONS } from './find-signer.ts';

const now = 1_700_000_000_000;
const assertion: ParsedAssertion = {
  clientId: 'rspub_0123456789abcdef',
  alg: 'ES256',
  kid: 'a',
  jti: 'once',
  expiresAt: now + 60_000,
  signingInput: new Uint8Array(),
  signature: new Uint8Array(),
};

function key(id: string, more: Partial<CredentialKey> = {}): CredentialKey {
  return {
    id,
    kid: 'a',
    alg: 'ES256',
    publicJwk: {},
    thumbprint: id,
    expiresAt: null,
    revokedAt: null,
    ...more,
  };
}

/** Which keys are tried, in their order, where `signer` made the assertion. */
function search(keys: readonly CredentialKey[], signer?: string, given: Partial<ParsedAssertion> = {}) {
  const tried: (string | undefined)[] = [];
  const found = findSigner(
    { ...assertion, ...given },
    keys,
    (_assertion, candidate) => {
      // Which is the id, here.
      tried.push(candidate?.thumbprint);
      return candidate?.thumbprint === signer;
    },
    now,
  );
  return {
    tried,
    signer: found.signer?.id,
    candidate: found.candidate?.id,
    verifications: found.verifications,
  };
}

describe('a key is tried', () => {
  test.each([
    ['whose kid and algorithm are those of the assertion', key('k'), {}],
    ['that has no kid: it may be called anything', key('k', { kid: null }), {}],
    ['of any kid, where the assertion names none', key('k', { kid: 'b' }), { kid: undefined }],
    ['that has expired', key('k', { expiresAt: now }), {}],
    ['that was revoked', key('k', { revokedAt: 0 }), {}],
  ])('%s', (_what, candidate, given) => {
    expect(search([candidate], 'k', given)).toEqual({
      tried: ['k'],
      signer: 'k',
      candidate: 'k',
      verifications: 1,
    });
  });
});

test.each([
  ['of another kid', key('k', { kid: 'b' })],
  ['for another algorithm', key('k', { alg: 'EdDSA' })],
])('a key %s is not tried', (_what, candidate) => {
  expect(search([candidate], 'k')).toEqual({
    tried: [],
    signer: undefined,
    candidate: undefined,
    verifications: 0,
  });
});

test('keys that are good come before those that have ended, of which the latest come first', () => {
  const keys = [
    key('revoked', { revokedAt: 1 }),
    key('expired', { expiresAt: 1 }),
    key('good'),
    key('better'),
  ];
  expect(search(keys)).toEqual({
    tried: ['good', 'better', 'expired', 'revoked'],
    signer: undefined,
    candidate: 'good',
    verifications: 4,
  });
});

test('no more keys are tried than verifications are paid for, and none behind the right one', () => {
  const keys = ['1', '2', '3', '4', '5', '6', '7'].map((id) => key(id));
  expect(search(keys)).toMatchObject({ tried: ['1', '2', '3', '4', '5'], verifications: MAX_VERIFICATIONS });
  expect(search(keys, '2')).toMatchObject({ tried: ['1', '2'], signer: '2', verifications: 2 });
});
