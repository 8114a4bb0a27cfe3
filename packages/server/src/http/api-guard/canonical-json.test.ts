import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test('one text for all orders of members, at every depth', () => {
  const one = canonicalJson({ b: [{ d: 1, c: 2 }], a: null });
  expect(one).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  expect(canonicalJson({ a: null, b: [{ c: 2, d: 1 }] })).toBe(one);
});

test('the order of a list is part of it', () => {
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});

test('members that a class would have are members like any other', () => {
  const body = JSON.parse('{"__proto__":{"admin":true},"constructor":1}') as unknown;
  expect(canonicalJson(body)).toBe('{"__proto__":{"admin":true},"constructor":1}');
});

test('no body is null', () => {
  expect(canonicalJson(undefined)).toBe('null');
});

test('what is nested so deeply that it would exhaust the stack has no text', () => {
  const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;
  expect(canonicalJson(nested(32))).toBe('['.repeat(32) + ']'.repeat(32));
  expect(canonicalJson(nested(34))).toBeUndefined();
  expect(canonicalJson(nested(30_000))).toBeUndefined();
});
