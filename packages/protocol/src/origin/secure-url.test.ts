import { expect, test } from 'vitest';
import { isLoopbackHost, isSecureUrl } from './secure-url.ts';

test.each(['localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]'])('%s is this machine', (host) => {
  expect(isLoopbackHost(host)).toBe(true);
});

test.each([
  '0.0.0.0',
  '128.0.0.1',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  '[::2]',
  '',
  'LOCALHOST ',
])('%j is not known to be', (host) => {
  expect(isLoopbackHost(host)).toBe(false);
});

test.each([
  ['https://auth.example.com', true],
  ['http://127.0.0.1:8080', true],
  ['http://[::1]:8080/path', true],
  ['http://auth.example.com', false],
  ['ftp://localhost', false],
])('%s is fit for secrets: %s', (text, fit) => {
  expect(isSecureUrl(new URL(text))).toBe(fit);
});
