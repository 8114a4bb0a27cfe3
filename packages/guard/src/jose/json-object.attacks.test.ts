import { attack, jsonCases } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { expectInvalidToken } from '../testing/expect-invalid-token.ts';
import { type ProtectedApi, startProtectedApi } from '../testing/protected-api.ts';
import { signCompact } from '../testing/test-key.ts';

let api: ProtectedApi;
beforeAll(async () => {
  api = await startProtectedApi();
});
afterAll(() => api.close());

attack('J13', 'refuses a token with a header member or a claim that stands twice', async (report) => {
  const header = JSON.stringify(api.header());
  const claims = JSON.stringify(api.claims());
  const doubled: [string, string, string][] = [
    ['"alg" twice in the header, "RS256" and "none"', header.replace('{', '{"alg":"none",'), claims],
    ['"kid" twice in the header, equal', header.replace('{', '{"kid":"key-1",'), claims],
    ['"aud" twice, another API and ours', header, claims.replace('{', '{"aud":"https://other.example.com",')],
    ['"parent_account_id" twice, ours last', header, claims.replace('{', '{"parent_account_id":"9999",')],
    ['"exp" twice, once written with an escape', header, claims.replace('{', '{"\\u0065xp":9999999999,')],
  ];
  for (const [sent, headerText, claimsText] of doubled) {
    const token = signCompact(api.key, headerText, claimsText);
    report(sent, await expectInvalidToken(api, token, ['header_not_json_object', 'payload_not_json_object']));
  }
});

attack('J18', 'refuses a payload that is not one JSON object in UTF-8', async (report) => {
  const claims = JSON.stringify(api.claims());
  const payloads: [string, string | Buffer][] = [
    ['[]', '[]'],
    ['null', 'null'],
    ['"x"', '"x"'],
    ['a number', '1'],
    ['an empty payload', ''],
    ['the claims in an array', `[${claims}]`],
    ['invalid UTF-8', Buffer.from(claims.replace('1234', '\u00ff'), 'latin1')],
    ['UTF-16', Buffer.from(claims, 'utf16le')],
    ['a byte order mark before the claims', `\ufeff${claims}`],
    ['the claims twice', `${claims}${claims}`],
    ['a NUL behind the claims', `${claims}\0`],
  ];
  for (const [sent, payload] of payloads) {
    const token = signCompact(api.key, api.header(), payload);
    report(sent, await expectInvalidToken(api, token, 'payload_not_json_object'));
  }
  for (const { id, bytes } of jsonCases().filter((entry) => entry.expect === 'reject')) {
    if (bytes.length > 4096) continue;
    const asPayload = signCompact(api.key, api.header(), bytes);
    expect(await expectInvalidToken(api, asPayload, 'payload_not_json_object'), id).toBeDefined();
    const asHeader = signCompact(api.key, bytes, api.claims());
    expect(await expectInvalidToken(api, asHeader, 'header_not_json_object'), id).toBeDefined();
  }
  report('every reject case of the JSON test suite up to 4 KiB, as payload and as header', '401 each time');
});
