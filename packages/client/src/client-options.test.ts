import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { type ClientOptions, checkOptions } from './client-options.ts';
import { makePair } from './testing/pair.ts';

const pair = makePair();
const sound: ClientOptions = { ...pair, tokenUrl: 'https://auth.example/api/v1/oauth/token' };

test.each(['http://127.0.0.1:8080/t', 'http://localhost/t', 'http://[::1]:8080/t', 'http://127.1.2.3/t'])(
  'plain http is taken on loopback: %s',
  (tokenUrl) => {
    expect(() => checkOptions({ ...sound, tokenUrl })).not.toThrow();
  },
);

test.each([
  ['plain http', { tokenUrl: 'http://auth.example/t' }, /must be https:/],
  [
    'plain http to a host that only begins like loopback',
    { tokenUrl: 'http://127.0.0.1.example/t' },
    /https:/,
  ],
  ['another scheme', { tokenUrl: 'ftp://127.0.0.1/t' }, /must be https:/],
  ['a relative URL', { tokenUrl: '/api/v1/oauth/token' }, /absolute URL/],
  ['credentials in the URL', { tokenUrl: 'https://a:b@auth.example/t' }, /must not hold credentials/],
  [
    'a client id that is a secret',
    { clientId: pair.clientSecret },
    /clientId cannot be used: it is a secret/,
  ],
  ['a secret with a typing error', { clientSecret: pair.clientSecret.replace(/.$/, '!') }, /clientSecret/],
  ['a secret of another type', { clientSecret: 1 as never }, /string or a function/],
  ['a parent account with a space', { parentAccountId: 'a b' }, /parentAccountId/],
  ['a malformed scope', { scope: 'a  b' }, /scope/],
  ['a resource that is no URI', { resource: 'api' }, /resource/],
  ['a time limit of nothing', { timeoutMs: 0 }, /timeoutMs/],
  ['half an attempt', { attempts: 0.5 }, /attempts/],
])('%s is a TypeError that does not repeat a secret', (_what, change: Partial<ClientOptions>, message) => {
  const check = () => checkOptions({ ...sound, ...change });
  expect(check).toThrow(TypeError);
  expect(check).toThrow(message);
  try {
    check();
  } catch (error) {
    expect(inspect(error)).not.toContain(pair.clientSecret.slice(0, 20));
  }
});
