import { attack } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { expectInvalidToken } from '../testing/expect-invalid-token.ts';
import { inShort, type ProtectedApi, startProtectedApi } from '../testing/protected-api.ts';
import { encodeSegment, signCompact } from '../testing/test-key.ts';

let api: ProtectedApi;
beforeAll(async () => {
  api = await startProtectedApi();
  await api.guard.ready();
});
afterAll(() => api.close());

function segments(token: string): [string, string, string] {
  return token.split('.') as [string, string, string];
}

attack('J14', 'refuses every spelling of base64url but the one of RFC 7515', async (report) => {
  const [header, payload, signature] = segments(api.token());
  const spellings: [string, (segment: string) => string][] = [
    ['"=" behind it', (segment) => `${segment}=`],
    ['"==" behind it', (segment) => `${segment}==`],
    ['"+" in it', (segment) => `+${segment.slice(1)}`],
    ['"/" in it', (segment) => `/${segment.slice(1)}`],
    ['"~" in it', (segment) => `${segment}~`],
    ['a space in it', (segment) => `${segment.slice(0, 4)} ${segment.slice(4)}`],
    ['a tab behind it', (segment) => `${segment}\t`],
    ['"%3D" behind it', (segment) => `${segment}%3D`],
  ];
  for (const [name, respell] of spellings) {
    const spelled = [
      ['the header', `${respell(header)}.${payload}.${signature}`],
      ['the payload', `${header}.${respell(payload)}.${signature}`],
      ['the signature', `${header}.${payload}.${respell(signature)}x`],
    ] as const;
    for (const [where, token] of spelled) {
      const outcome = await expectInvalidToken(api, token, ['base64url_malformed', 'bearer_malformed']);
      report(`${where} with ${name}`, outcome);
    }
  }
  const lastSignature = signature.at(-1) ?? '';
  const nextCharacter = String.fromCharCode(lastSignature.charCodeAt(0) + 1);
  const trailingBits = `${header}.${payload}.${signature.slice(0, -1)}${nextCharacter}`;
  report(
    'the signature with unused bits set, the same bytes to a lenient decoder',
    await expectInvalidToken(api, trailingBits, 'base64url_malformed'),
  );
  const padded = `${header}.${payload}.${signature}==`;
  report(
    'the signature padded as standard base64',
    await expectInvalidToken(api, padded, 'base64url_malformed'),
  );
  const lineEnd = { method: 'GET', url: '/', header: () => [`Bearer ${api.token()}\n`] };
  expect(await api.guard.authenticate(lineEnd)).toMatchObject({ refusal: { reason: 'bearer_malformed' } });
  report('a line end behind the token, where a server lets one through', '401, error="invalid_token"');
});

attack('J15', 'refuses anything but three segments, at little cost and without a fetch', async (report) => {
  const [header, payload, signature] = segments(api.token());
  const requestsBefore = api.issuer.requests.length;
  const few: [string, string][] = [
    ['1 segment', header],
    ['2 segments', `${header}.${payload}`],
    ['4 segments', `${header}.${payload}.${signature}.${signature}`],
    ['5 segments', `${header}.${payload}.${signature}.${signature}.${signature}`],
    ['a dot behind the token', `${header}.${payload}.${signature}.`],
    ['a dot before the token', `.${header}.${payload}.${signature}`],
  ];
  for (const [name, token] of few) report(name, await expectInvalidToken(api, token, 'not_compact_jws'));
  report('two dots alone', await expectInvalidToken(api, '..', 'header_not_json_object'));
  const empty = await expectInvalidToken(api, '', 'bearer_malformed');
  report('0 segments', empty);
  const json = JSON.stringify({ protected: header, payload, signature });
  report('JSON serialization', await expectInvalidToken(api, json, 'bearer_malformed'));
  const deep = signCompact(api.key, api.header(), `{"a":${'['.repeat(2000)}${']'.repeat(2000)}}`);
  report('a payload nested 2,000 deep', await expectInvalidToken(api, deep, 'payload_not_json_object'));

  const long: [string, string][] = [
    ['1,000,000 dots', '.'.repeat(1_000_000)],
    ['a token of 100 KiB', signCompact(api.key, api.header(), { ...api.claims(), x: 'x'.repeat(76_000) })],
    ['a payload nested 10,000 deep', signCompact(api.key, api.header(), '['.repeat(10_000))],
  ];
  for (const [name, token] of long) {
    const request = { method: 'GET', url: '/', header: () => [`Bearer ${token}`] };
    expect(await api.guard.authenticate(request)).toMatchObject({ refusal: { reason: 'token_too_long' } });
    const answer = await api.present(token);
    expect([401, 431]).toContain(answer.status);
    report(
      name,
      token.length > 16_384 ? '431, by the limit of node:http; 401 by the guard' : inShort(answer),
    );
  }
  expect(api.issuer.requests.length).toBe(requestsBefore);
  expect(api.handled).toEqual([]);
  report('fetches meanwhile', '0');
});

attack('J16', 'refuses an encrypted token without decrypting or deriving anything', async (report) => {
  const headers = [
    { alg: 'RSA-OAEP', enc: 'A256GCM' },
    { alg: 'dir', enc: 'A256GCM', zip: 'DEF' },
    { alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 2_147_483_647, p2s: 'AAAAAAAAAAA' },
  ];
  for (const header of headers) {
    const token = [encodeSegment(header), 'AAAA', 'AAAA', encodeSegment('x'.repeat(500)), 'AAAA'].join('.');
    report(`JWE ${JSON.stringify(header)}`, await expectInvalidToken(api, token, 'not_compact_jws'));
    const threeParts = signCompact(api.key, { ...api.header(), ...header }, api.claims());
    report(
      `the same header on three segments, alg ${header.alg}`,
      await expectInvalidToken(api, threeParts, 'alg_not_allowed'),
    );
  }
});

attack('J19', 'refuses a token cut off at any length', async (report) => {
  const token = api.token();
  for (let length = 1; length < token.length; length++) {
    await expectInvalidToken(api, token.slice(0, length), [
      'not_compact_jws',
      'base64url_malformed',
      'header_not_json_object',
      'signature_wrong',
    ]);
  }
  expect(await api.present(token)).toMatchObject({ status: 200 });
  report(
    'a right token cut off at each length from 1 to its own less 1',
    '401, error="invalid_token" each time',
  );
});
