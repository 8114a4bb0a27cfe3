import { createSecretKey, randomBytes, sign } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LedgerMark } from '../domain/ledger/ledger-mark.ts';
import { ISSUER, makeTestKeys, type TestKeys } from '../testing/ledger-laboratory.ts';
import { openLedgerMarks } from './ledger-marks.ts';
import { createSigningKey, openSigningKey } from './signing-keys.ts';
import { createTokenSigner } from './token-signer.ts';
import { createTokenVerifier } from './token-verifier.ts';

const MARK: LedgerMark = { sequence: 42, hash: 'a'.repeat(64), at: 1_700_000_000_000 };

let keys: TestKeys;

beforeAll(async () => {
  keys = await makeTestKeys();
});

const partsOf = (signed: string) =>
  signed.split('.').map((part) => Buffer.from(part, 'base64url').toString('utf8'));

test('a mark is read back, and says who signed it, what and when', () => {
  const signed = keys.marks.sign('anchor', MARK);
  expect(keys.marks.read('anchor', signed)).toEqual(MARK);
  const [header = '', payload = ''] = partsOf(signed);
  expect(JSON.parse(header)).toEqual({
    alg: 'RS256',
    typ: 'ledger-anchor+jwt',
    kid: keys.keys[0]?.kid,
  });
  expect(JSON.parse(payload)).toEqual({
    iss: ISSUER,
    sequence: 42,
    hash: MARK.hash,
    iat: 1_700_000_000,
  });
});

test('no mark is a token, and no token a mark, though one key signs them all', () => {
  const [key] = keys.keys;
  if (key === undefined) throw new Error('there is no key');
  const verifyToken = createTokenVerifier([key.publicJwk]);
  const claims = { iss: ISSUER, sub: 'x' } as unknown as Parameters<ReturnType<typeof createTokenSigner>>[0];
  const token = createTokenSigner(key.kid, openSigningKey(keys.masterKey, key))(claims);
  expect(verifyToken(token)).toBeDefined();
  for (const kind of ['anchor', 'checkpoint'] as const) {
    expect(verifyToken(keys.marks.sign(kind, MARK))).toBeUndefined();
    expect(keys.marks.read(kind, token)).toBeUndefined();
  }
});

test('an anchor is no checkpoint, and the other way round', () => {
  expect(keys.marks.read('checkpoint', keys.marks.sign('anchor', MARK))).toBeUndefined();
  expect(keys.marks.read('anchor', keys.marks.sign('checkpoint', MARK))).toBeUndefined();
});

test('one of a key that signs no more is still read', async () => {
  const signed = keys.marks.sign('anchor', MARK);
  const successor = await createSigningKey(keys.masterKey, 'active', 0);
  const retired = keys.keys.map((key) => ({ ...key, state: 'retired' as const }));
  const marks = openLedgerMarks(keys.masterKey, [...retired, successor], ISSUER);
  expect(marks.read('anchor', signed)).toEqual(MARK);
  expect(partsOf(marks.sign('anchor', MARK))[0]).toContain(successor.kid);
});

describe('no mark is', () => {
  const signedBy = (header: object | string, payload: object = { sequence: 1 }) => {
    const [key] = keys.keys;
    if (key === undefined) throw new Error('there is no key');
    const text = typeof header === 'string' ? header : JSON.stringify(header);
    const input = [text, JSON.stringify(payload)]
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
    const signature = sign('sha256', Buffer.from(input), openSigningKey(keys.masterKey, key));
    return `${input}.${signature.toString('base64url')}`;
  };
  const kid = () => keys.keys[0]?.kid;

  test.each<[string, () => string]>([
    ['nothing', () => ''],
    ['one with padding', () => `${keys.marks.sign('anchor', MARK)}=`],
    ['one without a signature', () => keys.marks.sign('anchor', MARK).replace(/[^.]+$/, '')],
    ['one without a type', () => signedBy({ alg: 'RS256', kid: kid() })],
    ['one of another algorithm', () => signedBy({ alg: 'none', typ: 'ledger-anchor+jwt', kid: kid() })],
    [
      'one whose header is spelled otherwise',
      () => signedBy({ typ: 'ledger-anchor+jwt', alg: 'RS256', kid: kid() }),
    ],
    [
      'one of a key that is not ours',
      () => signedBy({ alg: 'RS256', typ: 'ledger-anchor+jwt', kid: 'other' }),
    ],
    ['one that is far too long', () => 'a'.repeat(100_000)],
  ])('%s', (_what, signed) => {
    expect(keys.marks.read('anchor', signed())).toBeUndefined();
  });

  test('one of a key that does not open under the master key', async () => {
    const otherMaster = createSecretKey(randomBytes(32));
    const planted = await createSigningKey(otherMaster, 'active', 0);
    const signed = openLedgerMarks(otherMaster, [planted], ISSUER).sign('anchor', MARK);
    const marks = openLedgerMarks(keys.masterKey, [...keys.keys, planted], ISSUER);
    expect(marks.read('anchor', signed)).toBeUndefined();
  });
});
