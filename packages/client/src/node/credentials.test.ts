import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { signAssertion } from '../authentication/sign-assertion.ts';
import { SIGNING_ALGORITHMS } from '../authentication/signing-algorithm.ts';
import { makePair } from '../testing/pair.ts';
import { makeSigningKeys } from '../testing/signing-keys.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { privateKeyFromPem, secretFromFile } from './credentials.ts';

test('a secret file is named by path or file: URL', async () => {
  const { clientSecret } = makePair();
  const path = join(temporaryFolder(), 'a secret');
  writeFileSync(path, clientSecret);
  expect(await secretFromFile(path)()).toBe(clientSecret);
  expect(await secretFromFile(pathToFileURL(path))()).toBe(clientSecret);
});

test.each([undefined, ''])('a path that is not there is a TypeError: %j', (path) => {
  expect(() => secretFromFile(path as string)).toThrow(TypeError);
});

const claims = { iss: 'c', sub: 'c', aud: 'a', jti: 'j', iat: 0, exp: 60 };
const at = { currentDate: new Date(0) };

describe('a private key as PEM', () => {
  test.each(SIGNING_ALGORITHMS)('signs by %s', async (alg) => {
    const { privateKey, publicKey } = makeSigningKeys(alg);
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    // An RSA key does not say which of two it is for.
    const key = await privateKeyFromPem(pem, alg === 'PS256' ? { alg } : {});
    const assertion = await signAssertion({ key, alg, kid: undefined }, claims);
    await jwtVerify(assertion, publicKey, { ...at, algorithms: [alg] });
  });

  test('is read in the older forms, too', async () => {
    const rsa = makeSigningKeys('RS256').privateKey.export({ format: 'pem', type: 'pkcs1' });
    const ec = makeSigningKeys('ES256').privateKey.export({ format: 'pem', type: 'sec1' });
    expect((await privateKeyFromPem(rsa.toString())).algorithm.name).toBe('RSASSA-PKCS1-v1_5');
    expect((await privateKeyFromPem(ec.toString())).algorithm.name).toBe('ECDSA');
  });

  test('is read when it is encrypted, with its passphrase alone', async () => {
    const pem = makeSigningKeys('ES256')
      .privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'right' })
      .toString();
    expect((await privateKeyFromPem(pem, { passphrase: 'right' })).type).toBe('private');
    for (const options of [{}, { passphrase: 'wrong' }]) {
      await expect(privateKeyFromPem(pem, options)).rejects.toThrow(TypeError);
    }
  });

  test('is not shown by what shows it, and cannot be exported', async () => {
    const { privateKey } = makeSigningKeys('ES256');
    const key = await privateKeyFromPem(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
    const { d } = privateKey.export({ format: 'jwk' });
    expect(key.extractable).toBe(false);
    expect(inspect(key, { depth: 9, showHidden: true })).not.toContain(d);
  });

  test('that is none is a TypeError which repeats nothing', async () => {
    const text = makePair().clientSecret;
    await expect(privateKeyFromPem(text)).rejects.toThrow(
      new TypeError('The PEM text is no private key that can be read, or the passphrase is wrong.'),
    );
  });

  test('for no algorithm of ours, or not for the one asked, is a TypeError', async () => {
    const pem = makeSigningKeys('ES256').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    await expect(privateKeyFromPem(pem, { alg: 'RS256' })).rejects.toThrow('privateKey is not for RS256');
  });
});
