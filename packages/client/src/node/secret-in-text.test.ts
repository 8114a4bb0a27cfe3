import { expect, test } from 'vitest';
import { makePair, makeSecretUnder } from '../testing/pair.ts';
import { secretInText } from './secret-in-text.ts';

const { clientId, clientSecret } = makePair();

test.each([
  ['the secret alone', clientSecret],
  ['a line break after it', `${clientSecret}\r\n`],
  ['a byte order mark before it', `\ufeff${clientSecret}\n`],
  [
    'a credentials file',
    JSON.stringify({ client_id: clientId, client_secret: clientSecret, token_url: 'x' }),
  ],
  ['an indented one', `\n${JSON.stringify({ client_secret: clientSecret }, null, 2)}\n`],
])('finds the secret in %s', (_what, text) => {
  expect(secretInText(text)).toEqual({ ok: true, value: clientSecret });
});

test('finds a secret of the sandbox, and one under the prefix of another deployment', () => {
  for (const secret of [makePair('sandbox').clientSecret, makeSecretUnder('acme')]) {
    expect(secretInText(secret)).toEqual({ ok: true, value: secret });
  }
});

test.each([
  ['nothing', '', 'it is empty'],
  ['space', ' \n', 'it is empty'],
  ['a client id', clientId, 'it holds no whole secret: it is a client id'],
  ['words', 'no secret here', 'it holds no whole secret: its prefix is wrong'],
  [
    'two secrets',
    `${clientSecret}\n${clientSecret}`,
    'it holds no whole secret: its length or characters are wrong',
  ],
  ['half of JSON', JSON.stringify({ client_secret: clientSecret }).slice(0, -1), 'it is no whole JSON'],
  ['JSON of something else', '{"token":"x"}', 'it has no client_secret'],
  [
    'JSON with a typing error',
    `{"client_secret":"${clientSecret} "}`,
    'it holds no whole secret: its length or characters are wrong',
  ],
])('finds none in %s, and says why without repeating it', (_what, text, refusal) => {
  expect(secretInText(text)).toEqual({ ok: false, refusal });
});

test('finds none in a secret cut at any length, nor in the head of one before the tail of another', () => {
  for (const [from, to] of [
    [clientSecret, makePair('live', 9).clientSecret],
    [makeSecretUnder('acme', 7), makeSecretUnder('acme', 9)],
  ] as const) {
    for (let cut = 0; cut < from.length; cut++) expect(secretInText(from.slice(0, cut)).ok).toBe(false);
    // The prefix is the same in both, so from its end on to the last character that differs.
    for (let cut = 6; cut < from.length - 1; cut++) {
      const mixed = to.slice(0, cut) + from.slice(cut);
      if (mixed !== from && mixed !== to) expect(secretInText(mixed).ok).toBe(false);
    }
  }
});
