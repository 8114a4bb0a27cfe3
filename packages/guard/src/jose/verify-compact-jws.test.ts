import * as nodeCrypto from 'node:crypto';
import { sign, webcrypto } from 'node:crypto';
import { ok } from '@gatepass/protocol';
import {
  attack,
  type Jwk,
  type JwsFile,
  joseCookbook,
  rfcExamples,
  wycheproofJws,
  wycheproofRsa,
} from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importByNodeCrypto } from '../crypto/node-crypto.ts';
import type { ImportKey, RsaPublicKey } from '../crypto/verify-signature.ts';
import { importByWebCrypto } from '../crypto/web-crypto.ts';
import { expectInvalidToken } from '../testing/expect-invalid-token.ts';
import { type ProtectedApi, startProtectedApi } from '../testing/protected-api.ts';
import { encodeSegment, makeTestKey, signCompact } from '../testing/test-key.ts';
import { verifyCompactJws } from './verify-compact-jws.ts';

const LIBRARIES: readonly [string, ImportKey][] = [
  ['node:crypto', importByNodeCrypto(nodeCrypto)],
  ['WebCrypto', importByWebCrypto(webcrypto.subtle)],
];

async function isValid(importKey: ImportKey, key: RsaPublicKey, jws: unknown): Promise<boolean> {
  const verify = await importKey(key);
  const token = typeof jws === 'string' ? jws : JSON.stringify(jws);
  return (await verifyCompactJws(token, async () => ok(verify))).ok;
}

/** Every token of a Wycheproof file, held against its label; gives how many there are, and how many are accepted. */
async function judgeTokens(
  importKey: ImportKey,
  file: JwsFile,
): Promise<{ judged: number; accepted: number }> {
  const groups = wycheproofJws(file);
  const anyRsaKey = groups.find((group) => group.public?.kty === 'RSA')?.public;
  if (!anyRsaKey) return expect.fail('the corpus has no RSA key');
  const count = { judged: 0, accepted: 0 };
  for (const group of groups) {
    const isRs256 = group.public?.alg === 'RS256';
    const key = group.public?.kty === 'RSA' ? group.public : anyRsaKey;
    for (const { tcId, comment, jws, jwe, result } of group.tests) {
      const verdict = await isValid(importKey, toRsaKey(key), jws ?? jwe);
      expect(verdict, `${tcId} ${comment}`).toBe(isRs256 && result === 'valid');
      count.judged++;
      if (verdict) count.accepted++;
    }
  }
  return count;
}

/** Every RSA signature of that size of Wycheproof, held against its label; gives how many there are. */
async function judgeSignatures(importKey: ImportKey, bits: 2048 | 4096): Promise<number> {
  let judged = 0;
  for (const { publicKeyPem, tests } of wycheproofRsa(bits)) {
    const verify = await importKey(
      toRsaKey(nodeCrypto.createPublicKey(publicKeyPem).export({ format: 'jwk' })),
    );
    for (const { tcId, msg, sig, result } of tests) {
      if (result === 'acceptable') continue;
      expect(await verify(toBytes(msg), toBytes(sig)), String(tcId)).toBe(result === 'valid');
      judged++;
    }
  }
  return judged;
}

function toRsaKey(jwk: Jwk | nodeCrypto.JsonWebKey): RsaPublicKey {
  return jwk as unknown as RsaPublicKey;
}

function toBytes(hex: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

describe.each(LIBRARIES)('verifyCompactJws with %s', (_name, importKey) => {
  it.each<[JwsFile, { judged: number; accepted: number }]>([
    ['json_web_signature_test', { judged: 190, accepted: 5 }],
    ['json_web_crypto_test', { judged: 42, accepted: 1 }],
  ])(
    'agrees with every RS256 vector of Wycheproof’s %s, and accepts none of another algorithm',
    async (file, count) => {
      expect(await judgeTokens(importKey, file)).toEqual(count);
    },
  );

  it('verifies RFC 7520 §4.1 and RFC 7515 A.2, and refuses the other examples there', async () => {
    const cookbook = joseCookbook();
    const key = cookbook.find(({ id }) => id === 'jwk/3_3.rsa_public_key.json')?.doc;
    if (!key) expect.fail('the cookbook has no RSA key');
    for (const { id, doc } of cookbook) {
      const compact = (doc.output as { compact?: string } | undefined)?.compact;
      if (compact === undefined) continue;
      const isRs256 = id === 'jws/4_1.rsa_v15_signature.json';
      expect(await isValid(importKey, toRsaKey(key), compact), id).toBe(isRs256);
    }
    const rfc7515 = rfcExamples();
    const a2 = rfc7515.find(({ id }) => id === 'rfc7515-A.2');
    if (!a2?.jwk) expect.fail('the example A.2 is missing');
    expect(await isValid(importKey, toRsaKey(a2.jwk), a2.token)).toBe(true);
    const a1 = rfc7515.find(({ id }) => id === 'rfc7515-A.1');
    expect(await isValid(importKey, toRsaKey(a2.jwk), a1?.token)).toBe(false);
  });

  it.each([
    [2048, 122],
    [4096, 250],
  ] as const)(
    'agrees with Wycheproof on every RSA-%i signature, a public exponent of 3 included',
    async (bits, least) => {
      expect(await judgeSignatures(importKey, bits)).toBeGreaterThanOrEqual(least);
    },
  );
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
      const signatures = await judgeSignatures(importKey, 2048);
      report(
        `Wycheproof by ${library}: ${signatures} RSA-2048 signatures, padding variants and e = 3 among them`,
        'as labelled',
      );
      const { judged, accepted } = await judgeTokens(importKey, 'json_web_signature_test');
      report(
        `Wycheproof by ${library}: ${judged} compact JWS`,
        `accepted: ${accepted}, the valid ones with RS256`,
      );
    }
  });
});
