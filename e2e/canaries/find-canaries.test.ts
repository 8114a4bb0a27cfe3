import { describe, expect, test } from 'vitest';
import { type Canary, findCanaries } from './find-canaries.ts';

const RANDOM = 'Qk3vT8zLr0Yw5NfXc7Hb2JmPa9SdGe4UiOo1EtKyRqB';
const SECRET: Canary = { name: 'client_secret', text: `rsec_01234567${RANDOM}abcdef` };
const CODE: Canary = { name: 'claim_code', text: 'A1B2-C3D4-E5F6' };
const KEY = Buffer.from('the key of a webhook, in 32 byte');
const WEBHOOK: Canary = { name: 'webhook_secret', text: `whsec_${KEY.toString('base64')}` };
const TOKEN: Canary = { name: 'access_token', text: `eyJhbGciOiJSUzI1NiIs.eyJpc3MiOiJ4.${RANDOM}_-x` };

const around = (text: string | Uint8Array) =>
  Buffer.concat([Buffer.from('\0before '), Buffer.from(text), Buffer.from(' after')]);
const found = (bytes: Uint8Array, canary = SECRET, tells: string[] = []) =>
  findCanaries([{ name: 'a place', bytes, tells: new Set(tells) }], [canary]);

describe('a canary is found', () => {
  test.each([
    ['whole', SECRET, SECRET.text],
    ['its random part alone', SECRET, RANDOM],
    ['any half of that', SECRET, RANDOM.slice(0, 24)],
    ['the other half', SECRET, RANDOM.slice(-24)],
    ['in JSON', SECRET, JSON.stringify({ secret: SECRET.text })],
    ['in hexadecimal', SECRET, Buffer.from(SECRET.text).toString('hex')],
    ['in hexadecimal of upper case', SECRET, Buffer.from(SECRET.text).toString('hex').toUpperCase()],
    ['in base64', SECRET, Buffer.from(SECRET.text).toString('base64')],
    ['in base64, behind one more byte', SECRET, Buffer.from(`:${SECRET.text}`).toString('base64')],
    ['in base64url, behind two more bytes', SECRET, Buffer.from(`x:${SECRET.text}`).toString('base64url')],
    ['in a Basic header', SECRET, Buffer.from(`rspub_x:${SECRET.text}`).toString('base64')],
    [
      'percent-encoded',
      SECRET,
      [...Buffer.from(SECRET.text)].map((byte) => `%${byte.toString(16).toUpperCase()}`).join(''),
    ],
    ['in UTF-16', SECRET, Buffer.from(SECRET.text, 'utf16le')],
    ['in lower case', SECRET, SECRET.text.toLowerCase()],
    ['a code as it is told', CODE, CODE.text],
    ['a code without its hyphens', CODE, 'A1B2C3D4E5F6'],
    ['a code as it may be typed', CODE, 'a1b2c3d4e5f6'],
    ['the key of a webhook as bytes', WEBHOOK, KEY],
    ['the key of a webhook in base64', WEBHOOK, WEBHOOK.text],
    ['a token by its signature', TOKEN, `${RANDOM}_-x`],
  ])('%s', (_how, canary, text) => {
    expect(found(around(text), canary)).toMatchObject([{ place: 'a place', canary }]);
  });
});

test('what everybody may know of a secret is no finding, nor is what the place has to tell', () => {
  expect(found(around('rsec_01234567… ends in cdef'))).toEqual([]);
  expect(found(around('eyJhbGciOiJSUzI1NiIs.eyJpc3MiOiJ4'), TOKEN)).toEqual([]);
  expect(found(around(SECRET.text), SECRET, [SECRET.text])).toEqual([]);
});
