import { describe, expect, test } from 'vitest';
import { isStoreIdentifier } from './store-identifier.ts';

describe('isStoreIdentifier', () => {
  test.each([
    'https://acme.example.com',
    'http://acme.example',
    'HTTPS://Acme.Example.COM/',
    'https://acme.example.com:8443/shop?lang=en#top',
    'https://müller.example',
  ])('takes %s', (text) => {
    expect(isStoreIdentifier(text)).toBe(true);
  });

  test.each([
    '',
    'acme.example.com',
    '//acme.example.com',
    'ftp://acme.example.com',
    'javascript://acme.example.com/%0aalert(1)',
    'https:acme.example.com',
    'https:/acme.example.com',
    'https:///acme.example.com',
    'https://acme',
    'https://acme/example.com',
    'https://acme?example.com',
    'https://.example.com',
    'https://acme.',
    'https://acme..example',
    'https://acme.example.com@evil',
    'https://user:pass@acme.example.com',
    'https://acme.example.com\\@evil.example',
    ' https://acme.example.com',
    'https://acme.example.com ',
    'https://acme.example.com/a b',
    'https://acme.exa\tmple.com',
    'https://3232235777',
    'https://[::1]',
    'https://acme.example.com:99999',
  ])('refuses %j', (text) => {
    expect(isStoreIdentifier(text)).toBe(false);
  });
});
