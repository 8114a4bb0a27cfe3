import * as nodeCrypto from 'node:crypto';
import { sign, webcrypto } from 'node:crypto';
import { ok } from '@gatepass/protocol';
import { attack } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importByNodeCrypto } from '../crypto/node-crypto.ts';
import type { ImportKey, RsaPublicKey } from '../crypto/verify-signature.ts';
import { importByWebCrypto } from '../crypto/web-crypto.ts';
import { readCorpus } from '../testing/corpus.ts';
import { expectInvalidToken } from '../testing/expect-invalid-token.ts';
import { type ProtectedApi, startProtectedApi } from '../testing/protected-api.ts';
import { encodeSegment, makeTestKey, signCompact } from '../testing/test-key.ts';
import { verifyCompactJws } from './verify-compact-jws.ts';

interface WycheproofJws {
  readonly testGroups: readonly {
    readonly comment: string;
    readonly public?: { readonly kty: string; readonly alg?: string } & RsaPublicKey;
    readonly tests: readonly {
      tcId: number;
      comment: string;
      jws: string | object;
      result: 'valid' | 'invalid';
    }[];
  }[];
}

interface WycheproofRsa {
  readonly testGroups: readonly {
    readonly publicKey: { readonly modulus: string; readonly publicExponent: string };
    readonly tests: readonly {
      tcId: number;
      msg: string;
      sig: string;
      result: 'valid' | 'invalid' | 'acceptable';
    }[];
  }[];
}

interface Cookbook {
  readonly cases: readonly { id: string; doc: RsaPublicKey & { output?: { compact?: string } } }[];
}

interface RfcExamples {
  readonly cases: readonly { id: string; jwk?: RsaPublicKey; token?: string }[];
}

const LIBRARIES: readonly [string, ImportKey][] = [
  ['node:crypto', importByNodeCrypto(nodeCrypto)],
  ['WebCrypto', importByWebCrypto(webcrypto.subtle)],
];

async function isValid(importKey: ImportKey, key: RsaPublicKey, jws: unknown): Promise<boolean> {
  const verify = await importKey(key);
  const token = typeof jws === 'string' ? jws : JSON.stringify(jws);
  return (await verifyCompactJws(token, async () => ok(verify))).ok;
}

/** Every compact JWS of Wycheproof, held against its label; gives how many there are, and how many are accepted. */
async function judgeWycheproofJws(importKey: ImportKey): Promise<{ judged: number; accepted: number }> {
  const { testGroups } = readCorpus<WycheproofJws>('wycheproof/json_web_signature_test.json');
  const anyRsaKey = testGroups.find((group) => group.public?.kty === 'RSA')?.public;
  if (!anyRsaKey) return expect.fail('the corpus has no RSA key');
  const count = { judged: 0, accepted: 0 };
  for (const group of testGroups) {
    const isRs256 = group.public?.alg === 'RS256';
    const key = group.public?.kty === 'RSA' ? group.public : anyRsaKey;
    for (const { tcId, comment, jws, result } of group.tests) {
      const verdict = await isValid(importKey, key, jws);
      expect(verdict, `${tcId} ${comment}`).toBe(isRs256 && result === 'valid');
      count.judged++;
      if (verdict) count.accepted++;
    }
  }
  return count;
}

/** Every RSA-2048 signature of Wycheproof, held against its label; gives how many there are. */
async function judgeWycheproofRsa(importKey: ImportKey): Promise<number> {
  const { testGroups } = readCorpus<WycheproofRsa>('wycheproof/rsa_signature_2048_sha256_test.json');
  let judged = 0;
  for (const { publicKey, tests } of testGroups) {
    const [n, e] = [toBase64url(publicKey.modulus), toBase64url(publicKey.publicExponent)];
    const verify = await importKey({ n, e });
    for (const { tcId, msg, sig, result } of tests) {
      if (result === 'acceptable') continue;
      expect(await verify(toBytes(msg), toBytes(sig)), String(tcId)).toBe(result === 'valid');
      judged++;
    }
  }
  return judged;
}

function toBytes(hex: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

function toBase64url(hex: string): string {
  return Buffer.from(hex.replace(/^(?:00)+/, ''), 'hex').toString('base64url');
}

describe.each(LIBRARIES)('verifyCompactJws with %s', (_name, importKey) => {
  it('agrees with every RS256 vector of Wycheproof, and accepts none of another algorithm', async () => {
    expect(await judgeWycheproofJws(importKey)).toEqual({ judged: 190, accepted: 5 });
  });

  it('verifies RFC 7520 §4.1 and RFC 7515 A.2, and refuses the other examples there', async () => {
    const cookbook = readCorpus<Cookbook>('jose-cookbook.json').cases;
    const key = cookbook.find(({ id }) => id === 'jwk/3_3.rsa_public_key.json')?.doc;
    if (!key) expect.fail('the cookbook has no RSA key');
    for (const { id, doc } of cookbook.filter((entry) => entry.doc.output?.compact)) {
      const isRs256 = id === 'jws/4_1.rsa_v15_signature.json';
      expect(await isValid(importKey, key, doc.output?.compact), id).toBe(isRs256);
    }
    const rfc7515 = readCorpus<RfcExamples>('rfc-examples.json').cases;
    const a2 = rfc7515.find(({ id }) => id === 'rfc7515-A.2');
    if (!a2?.jwk) expect.fail('the example A.2 is missing');
    expect(await isValid(importKey, a2.jwk, a2.token)).toBe(true);
    const a1 = rfc7515.find(({ id }) => id === 'rfc7515-A.1');
    expect(await isValid(importKey, a2.jwk, a1?.token)).toBe(false);
  });

  it('agrees with Wycheproof on every RSA-2048 signature, a public exponent of 3 included', async () => {
    expect(await judgeWycheproofRsa(importKey)).toBeGreaterThan(100);
  });
});

describe('the signature of an access token', () => {
  let api: ProtectedApi;
  beforeAll(async () => {
    api = await startProtectedApi();
  });
  afterAll(() => api.close());

  function expectWrong(input: string, signature: Buffer): Promise<string> {
    return expectInvalidToken(api, `${input}.${signature.toString('base64url')}`, 'signature_wrong');
  }

  attack('J17', 'refuses every signature that is not the one over exactly these bytes', async (report) => {
    const token = api.token();
    const [header, payload, encoded] = token.split('.') as [string, string, string];
    const input = `${header}.${payload}`;
    const signature = Buffer.from(encoded, 'base64url');
    for (let index = 0; index < signature.length; index++) {
      const flipped = Buffer.from(signature);
      flipped[index] = (flipped[index] ?? 0) ^ (1 << (index % 8));
      await expectWrong(input, flipped);
    }
    report('one bit flipped in each of the 256 bytes', '401, error="invalid_token" each time');

    const other = Buffer.from(api.token({ claims: { jti: 'a.other' } }).split('.')[2] ?? '', 'base64url');
    report('the signature of another token', await expectWrong(input, other));
    const otherHeader = encodeSegment(api.header({ typ: 'AT+JWT' }));
    report(
      'another header over the same signature',
      await expectWrong(`${otherHeader}.${payload}`, signature),
    );
    const otherPayload = encodeSegment(api.claims({ parent_account_id: '9999' }));
    report(
      'another payload over the same signature',
      await expectWrong(`${header}.${otherPayload}`, signature),
    );
    const stranger = signCompact(makeTestKey('key-1'), api.header(), api.claims());
    report('another key under our key id', await expectInvalidToken(api, stranger, 'signature_wrong'));
    const payloadOnly = sign('sha256', Buffer.from(payload), api.key.privateKey);
    report('a signature over the payload alone', await expectWrong(input, payloadOnly));

    const shaped: [string, Buffer][] = [
      ['a zero byte before the signature', Buffer.concat([Buffer.of(0), signature])],
      ['a zero byte behind the signature', Buffer.concat([signature, Buffer.of(0)])],
      ['the signature twice', Buffer.concat([signature, signature])],
      ['the signature without its last byte', signature.subarray(0, -1)],
      ['0', Buffer.alloc(256)],
      ['1', Buffer.concat([Buffer.alloc(255), Buffer.of(1)])],
      ['all bits set, more than the modulus', Buffer.alloc(256, 255)],
      ['the modulus itself', Buffer.from(String(api.key.jwk.n), 'base64url')],
      ['one byte', Buffer.of(1)],
    ];
    for (const [name, bytes] of shaped) report(name, await expectWrong(input, bytes));

    for (const [library, importKey] of LIBRARIES) {
      const signatures = await judgeWycheproofRsa(importKey);
      report(
        `Wycheproof by ${library}: ${signatures} RSA-2048 signatures, padding variants and e = 3 among them`,
        'as labelled',
      );
      const { judged, accepted } = await judgeWycheproofJws(importKey);
      report(
        `Wycheproof by ${library}: ${judged} compact JWS`,
        `accepted: ${accepted}, the valid ones with RS256`,
      );
    }
  });
});
