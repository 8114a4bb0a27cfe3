import type { KeyObject } from 'node:crypto';
import { parseCompactJws } from '@gatepass/protocol';
import { rfcExamples, wycheproofJws } from '@gatepass/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAssertion } from '../domain/assertion/parse-assertion.ts';
import {
  ASSERTION_ALGORITHMS,
  type AssertionAlgorithm,
  assertionAlgorithm,
  type PublicKey,
} from '../domain/client-key/client-key.ts';
import { parsePublicKey } from '../domain/client-key/parse-public-key.ts';
import {
  assertionClaims,
  makeClientKey,
  publicKeyOf,
  signAssertion,
  signText,
  type TestClientKey,
} from '../testing/client-keys.ts';
import { createDecoyKeys } from './decoy-keys.ts';
import { inspectKey } from './public-keys.ts';
import { createVerifyAssertion } from './verify-assertion.ts';

const holds = createVerifyAssertion(new Map());
const text = 'header.payload';
const signingInput = Buffer.from(text);

const keys = new Map(ASSERTION_ALGORITHMS.map((alg) => [alg, makeClientKey(alg)]));
const keyFor = (alg: AssertionAlgorithm) => keys.get(alg) as TestClientKey;

describe.each(ASSERTION_ALGORITHMS)('%s', (alg) => {
  const key = keyFor(alg);
  const publicKey = publicKeyOf(key);
  const signature = signText(key, text);

  test('a signature holds under its key', () => {
    expect(holds({ alg, signingInput, signature }, publicKey)).toBe(true);
  });

  test('no signature holds under another key, or under none', () => {
    const other = publicKeyOf(makeClientKey(alg));
    expect(holds({ alg, signingInput, signature }, other)).toBe(false);
    expect(holds({ alg, signingInput, signature }, undefined)).toBe(false);
  });

  test('no signature holds for another text, or with a byte changed', () => {
    fc.assert(
      fc.property(fc.nat(signature.length - 1), fc.integer({ min: 1, max: 255 }), (index, change) => {
        const changed = Buffer.from(signature);
        changed[index] = (changed[index] as number) ^ change;
        expect(holds({ alg, signingInput, signature: changed }, publicKey)).toBe(false);
      }),
    );
    expect(holds({ alg, signingInput: Buffer.from('header.payloaD'), signature }, publicKey)).toBe(false);
  });

  test('no signature of another length holds, and none makes it throw', () => {
    for (const length of [0, 1, 32, 63, 65, 71, 72, 255, 257, 1024, 3000]) {
      const short = signature.subarray(0, length);
      const long = Buffer.concat([signature, Buffer.alloc(length)]).subarray(-length);
      for (const wrong of [Buffer.alloc(length), Buffer.alloc(length, 0xff), short, long]) {
        if (wrong.length === signature.length) continue;
        expect(holds({ alg, signingInput, signature: wrong }, publicKey)).toBe(false);
        expect(holds({ alg, signingInput, signature: wrong }, undefined)).toBe(false);
      }
    }
  });
});

test('no text is believed but the one that was signed, however it is changed', () => {
  const key = keyFor('ES256');
  const now = 1_700_000_000_000;
  const wanted = { clientId: 'rspub_0123456789abcdef', issuer: 'https://auth.example', now };
  const rules = { ...wanted, clientId: undefined, clientIdPrefix: 'rspub', environment: 'live' } as const;
  const signed = signAssertion(key, assertionClaims(wanted));
  const isBelieved = (given: string) => {
    const assertion = parseAssertion(given, rules);
    return assertion.ok && holds(assertion.value, publicKeyOf(key));
  };
  expect(isBelieved(signed)).toBe(true);
  const place = fc.nat(signed.length - 1);
  const characters = fc.string({ unit: fc.constantFrom(...'ABCwxyz019-_=+/. \n\u00e9'), maxLength: 3 });
  fc.assert(
    fc.property(place, fc.nat(3), characters, (index, removed, inserted) => {
      const changed = signed.slice(0, index) + inserted + signed.slice(index + removed);
      fc.pre(changed !== signed);
      expect(isBelieved(changed)).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test('a key verifies the one algorithm that it is for, also where another would fit it', () => {
  const key = keyFor('RS256');
  const asPss: TestClientKey = { ...key, alg: 'PS256' };
  const signature = signText(asPss, text);
  expect(holds({ alg: 'PS256', signingInput, signature }, publicKeyOf(key))).toBe(false);
  expect(holds({ alg: 'PS256', signingInput, signature }, { ...publicKeyOf(key), alg: 'PS256' })).toBe(true);
});

test('an ES256 signature in DER is none (RFC 7518 §3.4)', () => {
  const key = keyFor('ES256');
  const [r, s] = [signText(key, text).subarray(0, 32), signText(key, text).subarray(32)];
  const der = Buffer.concat([Buffer.from([0x30, 68, 2, 32]), r, Buffer.from([2, 32]), s]);
  expect(holds({ alg: 'ES256', signingInput, signature: der }, publicKeyOf(key))).toBe(false);
});

test('RFC 8037 A.4 and RFC 7515 A.2 hold', () => {
  const ed25519 = {
    kty: 'OKP',
    crv: 'Ed25519',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  };
  const jws =
    'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg';
  expect(judge(ed25519, jws)).toBe(true);
  const a2 = rfcExamples().find(({ id }) => id === 'rfc7515-A.2');
  expect(judge(a2?.jwk ?? {}, a2?.token ?? '')).toBe(true);
});

/** RFC 7520 §4.2, under a key that Wycheproof names PS256: valid, and not by an algorithm that is accepted. */
const PS384 = 346;

test('agrees with every vector of Wycheproof for a key that may be registered', () => {
  const judged = { valid: 0, invalid: 0 };
  for (const group of wycheproofJws('json_web_signature_test')) {
    if (group.public === undefined || !parsePublicKey(group.public, inspectKey).ok) continue;
    for (const { tcId, jws, result } of group.tests) {
      if (typeof jws !== 'string' || result === 'acceptable') continue;
      const expected = result === 'valid' && tcId !== PS384 ? 'valid' : 'invalid';
      expect(judge(group.public, jws), String(tcId)).toBe(expected === 'valid');
      judged[expected]++;
    }
  }
  expect(judged.valid).toBeGreaterThan(3);
  expect(judged.invalid).toBeGreaterThan(100);
});

/** Whether a JWS holds under a JWK, as an assertion's would. */
function judge(jwk: Readonly<Record<string, unknown>>, text: string): boolean {
  const key = parsePublicKey(jwk, inspectKey);
  const jws = parseCompactJws(text, 4096);
  if (!key.ok || !jws.ok) return false;
  const { header, signature, signingInput: input } = jws.value;
  const alg = typeof header.alg === 'string' ? assertionAlgorithm(header.alg) : undefined;
  return alg !== undefined && holds({ alg, signature, signingInput: input }, key.value);
}

describe('the cost', () => {
  test('a key is imported once', () => {
    const imported = new Map<string, KeyObject>();
    let imports = 0;
    const counting = {
      get: (thumbprint: string) => imported.get(thumbprint),
      set(thumbprint: string, key: KeyObject) {
        imports++;
        imported.set(thumbprint, key);
      },
    };
    const verifyAssertion = createVerifyAssertion(counting);
    const key = keyFor('ES256');
    for (let round = 0; round < 3; round++) {
      const signature = signText(key, `${round}`);
      expect(
        verifyAssertion({ alg: 'ES256', signingInput: Buffer.from(`${round}`), signature }, publicKeyOf(key)),
      ).toBe(true);
    }
    expect(imports).toBe(1);
  });

  test('a signature that a key cannot have made is not held against it, but against a decoy of its own length', () => {
    const imported = new Map<string, KeyObject>();
    const verifyAssertion = createVerifyAssertion(imported);
    const publicKey = publicKeyOf(keyFor('RS256'));
    const tooLarge = Buffer.alloc(256, 0xff);
    const tooLong = Buffer.alloc(512, 1);
    for (const signature of [tooLarge, tooLong]) {
      expect(verifyAssertion({ alg: 'RS256', signingInput, signature }, publicKey)).toBe(false);
    }
    expect(imported.size).toBe(0);
  });

  test('a decoy has the size of the signature, where any registered key could have it', () => {
    const decoy = createDecoyKeys();
    const bitsOf = (length: number) => decoy('RS256', length).asymmetricKeyDetails?.modulusLength;
    expect([256, 257, 384, 1024].map(bitsOf)).toEqual([2048, 2056, 3072, 8192]);
    expect([0, 64, 255, 1025, 3000].map(bitsOf)).toEqual([2048, 2048, 2048, 2048, 2048]);
    expect(decoy('PS256', 384)).toBe(decoy('RS256', 384));
    expect(decoy('ES256', 64).asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' });
    expect(decoy('EdDSA', 64).asymmetricKeyType).toBe('ed25519');
  });
});

describe('a key of small order', () => {
  const identity = `AQ${'A'.repeat(41)}`;
  const forged = Buffer.concat([Buffer.from([1]), Buffer.alloc(63)]);

  test('would make a signature that nobody made hold for every message, and is never registered', () => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: identity };
    const key: PublicKey = { kid: null, alg: 'EdDSA', publicJwk: jwk, thumbprint: 'forged' };
    expect(holds({ alg: 'EdDSA', signingInput, signature: forged }, key)).toBe(true);
    expect(parsePublicKey(jwk, inspectKey)).toEqual({ ok: false, refusal: 'point' });
  });
});
