import { attack, jsonCases } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectInvalidToken } from '../testing/expect-invalid-token.ts';
import { type ProtectedApi, startProtectedApi } from '../testing/protected-api.ts';
import { signCompact } from '../testing/test-key.ts';
import { parseJsonObject } from './json-object.ts';

const suite = jsonCases();

let api: ProtectedApi;
beforeAll(async () => {
  api = await startProtectedApi();
});
afterAll(() => api.close());

function parseText(text: string) {
  return parseJsonObject(Buffer.from(text));
}

describe('parseJsonObject', () => {
  it.each([
    ['at the top', '{"a":1,"b":2,"a":1}'],
    ['under an escape', '{"a":1,"\\u0061":2}'],
    ['within an object', '{"a":{"b":1,"b":1}}'],
    ['within an array', '{"a":[{"b":1},{"c":1,"c":2}]}'],
    ['when it is __proto__', '{"__proto__":1,"__proto__":{}}'],
  ])('refuses a member name that stands twice %s', (_where, text) => {
    expect(parseText(text)).toBeUndefined();
  });

  it('is not misled by colons, quotation marks and backslashes in strings', () => {
    const value = { 'a:b': ':', 'c"': '\\":"', 'd\\': '{[:' };
    expect(parseText(JSON.stringify(value))).toEqual(value);
  });

  it('lets the name __proto__ be a member and nothing else', () => {
    const parsed = parseText('{"__proto__":{"alg":"RS256"}}');
    expect(parsed && 'alg' in parsed).toBe(false);
  });

  it('refuses nesting deeper than any token has', () => {
    expect(parseText(`{"a":${'['.repeat(7)}${']'.repeat(7)}}`)).toBeDefined();
    expect(parseText(`{"a":${'['.repeat(8)}${']'.repeat(8)}}`)).toBeUndefined();
  });

  it('refuses what JSON does not allow, and any value that is no object, over the whole JSON test suite', () => {
    for (const { id, expect: verdict, bytes } of suite) {
      const parsed = parseJsonObject(bytes);
      if (verdict === 'reject') expect(parsed, id).toBeUndefined();
      const repeatsNames = id.includes('duplicated_key');
      const isObject = bytes.toString().trim().startsWith('{');
      if (verdict === 'accept') expect(parsed !== undefined, id).toBe(isObject && !repeatsNames);
    }
  });
});

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
  for (const { id, bytes } of suite.filter((entry) => entry.expect === 'reject')) {
    if (bytes.length > 4096) continue;
    const asPayload = signCompact(api.key, api.header(), bytes);
    expect(await expectInvalidToken(api, asPayload, 'payload_not_json_object'), id).toBeDefined();
    const asHeader = signCompact(api.key, bytes, api.claims());
    expect(await expectInvalidToken(api, asHeader, 'header_not_json_object'), id).toBeDefined();
  }
  report('every reject case of the JSON test suite up to 4 KiB, as payload and as header', '401 each time');
});
