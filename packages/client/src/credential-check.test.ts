import { expect, test } from 'vitest';
import { clientIdDefect, clientSecretDefect } from './credential-check.ts';
import { makePair } from './testing/pair.ts';

const live = makePair('live');
const sandbox = makePair('sandbox');

test('nothing speaks against a pair of either environment', () => {
  for (const pair of [live, sandbox]) {
    expect(clientIdDefect(pair.clientId)).toBeUndefined();
    expect(clientSecretDefect(pair.clientSecret, pair.clientId)).toBeUndefined();
  }
});

test('a text under prefixes of another deployment is left for the server to judge', () => {
  expect(clientIdDefect('acme_1')).toBeUndefined();
  expect(clientSecretDefect('acme_secret', 'acme_1')).toBeUndefined();
});

test.each([
  ['a secret', live.clientSecret, 'it is a secret'],
  ['nothing', '', 'it is empty'],
  ['a line break at its end', `${live.clientId}\n`, 'it has a space or a line break at its start or end'],
  ['a character missing', live.clientId.slice(0, -1), 'its length or characters are wrong'],
])('a client id is refused that is or has %s', (_what, text, defect) => {
  expect(clientIdDefect(text)).toBe(defect);
});

test.each([
  ['a client id', live.clientId, 'it is a client id'],
  ['nothing', '', 'it is empty'],
  ['a space before it', ` ${live.clientSecret}`, 'it has a space or a line break at its start or end'],
  ['a character missing', live.clientSecret.slice(0, -1), 'its length or characters are wrong'],
  ['another last letter', `${live.clientSecret.slice(0, -1)}!`, 'its length or characters are wrong'],
  ['a typing error', live.clientSecret.replace(/^rsec_./, 'rsec_z'), 'it has a typing error'],
  ['another environment', sandbox.clientSecret, 'it is of another environment than the client id'],
])('a secret is refused that is or has %s', (_what, text, defect) => {
  expect(clientSecretDefect(text, live.clientId)).toBe(defect);
});
