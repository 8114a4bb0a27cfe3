import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { makeSecret } from '@gatepass/protocol';
import { expect, test } from 'vitest';
import type { Facts } from '../ledger/ledger-entry.ts';
import { SecretText } from './secret-text.ts';

const { text } = makeSecret('rsec', 'live', randomBytes);
const secret = new SecretText(text);

test('reveal is the one way to the text', () => {
  expect(secret.reveal()).toBe(text);
  expect(Object.keys(secret)).toEqual([]);
});

test('whatever prints a secret prints a mark', () => {
  const printed = [
    `${secret}`,
    JSON.stringify({ secret }),
    inspect({ secret }, { depth: null, showHidden: true, getters: true }),
    inspect(new Error('failed', { cause: secret })),
    String([secret]),
  ];
  for (const line of printed) {
    expect(line).toContain('[secret]');
    expect(line).not.toContain(text.slice(13));
  }
  expect(JSON.stringify(structuredClone(secret))).toBe('{}');
});

test('facts of the ledger cannot take one: it does not compile', () => {
  // @ts-expect-error a secret is no fact
  const facts: Facts = { secret };
  // @ts-expect-error nor is it one among several
  const several: Facts = { secrets: [secret] };
  // @ts-expect-error nor does it fit where a text does
  const told: string = secret;
  expect([facts, several, told]).toHaveLength(3);
});
