import { jsonCases } from '@gatepass/testing';
import { describe, expect, it } from 'vitest';
import { parseJsonObject } from './json-object.ts';

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
    for (const { id, expect: verdict, bytes } of jsonCases()) {
      const parsed = parseJsonObject(bytes);
      if (verdict === 'reject') expect(parsed, id).toBeUndefined();
      const repeatsNames = id.includes('duplicated_key');
      const isObject = bytes.toString().trim().startsWith('{');
      if (verdict === 'accept') expect(parsed !== undefined, id).toBe(isObject && !repeatsNames);
    }
  });
});
