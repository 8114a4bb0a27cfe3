import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { namesToldOnce, tellsOneOf } from './told-once.ts';

const shownOnce = Type.String({ 'x-shown-once': true });

test('finds what a schema marks, however deep', () => {
  const schema = Type.Object({
    id: Type.String(),
    client_secret: Type.Optional(shownOnce),
    webhook: Type.Object({ secrets: Type.Array(Type.Object({ signing_secret: shownOnce })) }),
    either: Type.Union([Type.Object({ api_key: shownOnce }), Type.Null()]),
  });
  expect([...namesToldOnce(schema)].sort()).toEqual(['api_key', 'client_secret', 'signing_secret']);
  expect(namesToldOnce(Type.Object({ id: Type.String() }))).toEqual([]);
});

test('an answer tells a secret where a member is called so, and not where a text says so', () => {
  expect(tellsOneOf(['client_secret'], JSON.stringify({ secret: { client_secret: 'x' } }))).toBe(true);
  expect(tellsOneOf(['client_secret'], JSON.stringify({ id: 'x' }))).toBe(false);
  expect(tellsOneOf(['client_secret'], JSON.stringify({ name: '"client_secret":' }))).toBe(false);
});
