import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '@gatepass/testing';
import { expect, onTestFinished, test } from 'vitest';
import { readPublicJwk } from './read-public-jwk.ts';

async function fileWith(text: string): Promise<string> {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const path = join(folder.path, 'key.json');
  writeFileSync(path, text);
  return path;
}

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

test('a public key is read as it stands', async () => {
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: '2027' };
  expect(readPublicJwk(await fileWith(`${JSON.stringify(jwk)}\n`))).toEqual({ ok: true, value: jwk });
});

test.each([
  ['an EC key', privateKey.export({ format: 'jwk' })],
  ['an RSA key', rsa.privateKey.export({ format: 'jwk' })],
  ['a symmetric key', { kty: 'oct', k: 'AAAA' }],
])('a private key is refused, and not repeated: %s', async (_what, jwk) => {
  const read = readPublicJwk(await fileWith(JSON.stringify(jwk)));
  expect(read).toMatchObject({ refusal: { exitCode: 2, message: expect.stringContaining('a private key') } });
  expect(JSON.stringify(read)).not.toContain(jwk.d ?? jwk.k);
});

test.each([
  ['a PEM', '-----BEGIN PUBLIC KEY-----'],
  ['a list', '[]'],
  ['a key set', '{"keys":[]}'],
  ['nothing', ''],
])('%s is no key', async (_what, text) => {
  expect(readPublicJwk(await fileWith(text))).toMatchObject({ refusal: { exitCode: 2 } });
});

test('a file that is not there is named', () => {
  expect(readPublicJwk('/nowhere/key.json')).toMatchObject({
    refusal: { exitCode: 2, message: '--jwk names /nowhere/key.json, which cannot be read (ENOENT)' },
  });
});
