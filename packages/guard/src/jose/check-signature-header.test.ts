import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { attack } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { expectInvalidToken } from '../testing/expect-invalid-token.ts';
import { type ProtectedApi, startProtectedApi } from '../testing/protected-api.ts';
import { encodeSegment, makeTestKey, signCompact } from '../testing/test-key.ts';

let api: ProtectedApi;
beforeAll(async () => {
  api = await startProtectedApi();
  await api.guard.ready();
});
afterAll(() => api.close());

function withSignature(header: object, signer: (signingInput: Buffer) => Buffer): string {
  const signingInput = `${encodeSegment(header)}.${encodeSegment(api.claims())}`;
  return `${signingInput}.${signer(Buffer.from(signingInput)).toString('base64url')}`;
}

function hs256(secret: string | Buffer): string {
  const header = api.header({ alg: 'HS256' });
  return withSignature(header, (input) => createHmac('sha256', secret).update(input).digest());
}

attack('J01', 'refuses every token that names no algorithm or none, signed or not', async (report) => {
  for (const alg of [
    'none',
    'None',
    'nOnE',
    'NONE',
    '',
    undefined,
    null,
    256,
    ['RS256'],
    'rs256',
    'RS256 ',
  ]) {
    const name = alg === undefined ? 'missing' : JSON.stringify(alg);
    const signed = api.token({ header: { alg } });
    report(`alg ${name}, signed by our key`, await expectInvalidToken(api, signed, 'alg_not_allowed'));
    const unsigned = signed.slice(0, signed.lastIndexOf('.') + 1);
    report(`alg ${name}, empty signature`, await expectInvalidToken(api, unsigned, 'alg_not_allowed'));
  }
  const stripped = api.token().replace(/[^.]*$/, '');
  report('alg "RS256", empty signature', await expectInvalidToken(api, stripped, 'signature_wrong'));
});

attack('J02', 'refuses HS256 keyed with any spelling of our public key', async (report) => {
  const { publicKey, jwk } = api.key;
  const spki = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const pkcs1 = publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const modulus = Buffer.from(String(jwk.n), 'base64url');
  const secrets: [string, string | Buffer][] = [
    ['SPKI PEM', spki],
    ['SPKI PEM without the line end', spki.trimEnd()],
    ['SPKI PEM behind a line end', `\n${spki}`],
    ['SPKI PEM behind a space', ` ${spki}`],
    ['SPKI PEM with CRLF', spki.replaceAll('\n', '\r\n')],
    ['PKCS#1 PEM', pkcs1],
    ['PKCS#1 PEM behind a line end', `\n${pkcs1}`],
    ['certificate PEM with the SPKI inside (x5c)', spki.replaceAll('PUBLIC KEY', 'CERTIFICATE')],
    ['SPKI DER', publicKey.export({ type: 'spki', format: 'der' })],
    ['PKCS#1 DER', publicKey.export({ type: 'pkcs1', format: 'der' })],
    ['SPKI DER in base64', publicKey.export({ type: 'spki', format: 'der' }).toString('base64')],
    ['JWK as published', JSON.stringify(jwk)],
    ['JWK, required members only', JSON.stringify({ e: jwk.e, kty: jwk.kty, n: jwk.n })],
    ['modulus', modulus],
    ['modulus with a leading zero', Buffer.concat([Buffer.of(0), modulus])],
    ['modulus in base64url', String(jwk.n)],
    ['key id', jwk.kid],
  ];
  for (const [name, secret] of secrets) {
    report(`HS256 keyed with the ${name}`, await expectInvalidToken(api, hs256(secret), 'alg_not_allowed'));
  }
});

attack('J04', 'refuses every algorithm but RS256, by the trusted key or another', async (report) => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const ed = generateKeyPairSync('ed25519').privateKey;
  const pss = { padding: 6, saltLength: 32 };
  const signers: [string, string, (input: Buffer) => Buffer][] = [
    ['RS384', 'our key', (input) => sign('sha384', input, api.key.privateKey)],
    ['RS512', 'our key', (input) => sign('sha512', input, api.key.privateKey)],
    ['PS256', 'our key', (input) => sign('sha256', input, { key: api.key.privateKey, ...pss })],
    ['ES256', 'another key', (input) => sign('sha256', input, { key: ec, dsaEncoding: 'ieee-p1363' })],
    ['EdDSA', 'another key', (input) => sign(null, input, ed)],
  ];
  for (const [alg, whose, signer] of signers) {
    const honest = withSignature(api.header({ alg }), signer);
    report(`${alg} by ${whose}`, await expectInvalidToken(api, honest, 'alg_not_allowed'));
    const mislabelled = withSignature(api.header(), signer);
    report(
      `${alg} by ${whose}, labelled RS256`,
      await expectInvalidToken(api, mislabelled, 'signature_wrong'),
    );
  }
});

attack('J05', 'refuses a token that brings its own key, and fetches nothing', async (report) => {
  const attacker = makeTestKey('key-1');
  const url = `${api.issuer.origin}/attacker.json`;
  const certificate = attacker.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const requestsBefore = api.issuer.requests.length;
  const members: [string, Record<string, unknown>][] = [
    ['jwk', { jwk: attacker.jwk }],
    ['jku', { jku: url }],
    ['x5u', { x5u: url }],
    ['x5c', { x5c: [certificate] }],
    ['jwk, under an unknown kid', { jwk: attacker.jwk, kid: 'attacker' }],
    ['jku and x5u, under an unknown kid', { jku: url, x5u: url, kid: 'attacker' }],
  ];
  for (const [name, member] of members) {
    const token = signCompact(attacker, api.header(member), api.claims());
    report(`${name}, signed by that key`, await expectInvalidToken(api, token, 'key_in_header'));
    const ours = api.token({ header: member });
    report(`${name}, signed by our key`, await expectInvalidToken(api, ours, 'key_in_header'));
  }
  expect(api.issuer.requests.length).toBe(requestsBefore);
  report('outbound requests meanwhile', '0');
});

attack('J06', 'refuses crit of any kind, and b64', async (report) => {
  const members: Record<string, unknown>[] = [
    { crit: ['x'], x: 1 },
    { crit: [] },
    { crit: 'exp' },
    { crit: ['exp'] },
    { crit: null },
    { crit: ['b64'], b64: false },
    { crit: ['b64'], b64: true },
  ];
  for (const member of members) {
    const token = api.token({ header: member });
    report(JSON.stringify(member), await expectInvalidToken(api, token, 'crit_not_supported'));
  }
  const token = api.token({ header: { b64: false } });
  report('{"b64":false}', await expectInvalidToken(api, token, 'b64_not_supported'));
});
