import { describe, expect, test } from 'vitest';
import { parsePublicUrl } from './public-url.ts';

function defectOf(text: string, onLoopback = false) {
  const uri = parsePublicUrl(text, onLoopback);
  return uri.ok ? undefined : uri.refusal;
}

describe('a URL that is accepted', () => {
  test.each([
    'https://partner.example.com/.well-known/jwks.json',
    'https://partner.example.com',
    'https://partner.example.com:8443/jwks?tenant=1',
    'https://partner.example.com./jwks',
    'https://8.8.8.8/jwks',
    'https://[2606:4700::1111]/jwks',
    'https://b\u00fccher.example.com/jwks',
  ])('%s', (text) => {
    expect(defectOf(text)).toBeUndefined();
  });

  test.each(['http://127.0.0.1:8080/jwks', 'http://localhost:8080/jwks', 'https://[::1]:8443/jwks'])(
    '%s, where this server is on loopback itself',
    (text) => {
      expect(defectOf(text, true)).toBeUndefined();
    },
  );
});

describe('a URL that is refused', () => {
  test.each([
    ['', 'malformed'],
    ['jwks.json', 'malformed'],
    ['https://', 'malformed'],
    [`https://partner.example.com/${'a'.repeat(512)}`, 'malformed'],
    ['http://partner.example.com/jwks', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['gopher://partner.example.com/jwks', 'scheme'],
    ['data:application/json,{}', 'scheme'],
    ['ftp://partner.example.com/jwks', 'scheme'],
    ['https://user@partner.example.com/jwks', 'credentials'],
    ['https://user:password@partner.example.com/jwks', 'credentials'],
    ['https://:password@partner.example.com/jwks', 'credentials'],
    ['https://partner.example.com/jwks#keys', 'fragment'],
    ['https://partner.example.com/jwks#', 'fragment'],
    ['https://partner.example.com:22/jwks', 'port'],
    ['https://partner.example.com:25/jwks', 'port'],
    ['https://partner.example.com:80/jwks', 'port'],
    ['https://partner.example.com:0/jwks', 'port'],
    ['https://127.0.0.1/jwks', 'host'],
    ['https://127.1/jwks', 'host'],
    ['https://2130706433/jwks', 'host'],
    ['https://0x7f000001/jwks', 'host'],
    ['https://0177.0.0.1/jwks', 'host'],
    ['https://0.0.0.0/jwks', 'host'],
    ['https://10.0.0.1/jwks', 'host'],
    ['https://169.254.169.254/latest/meta-data', 'host'],
    ['https://100.64.0.1/jwks', 'host'],
    ['https://[::]/jwks', 'host'],
    ['https://[::1]/jwks', 'host'],
    ['https://[::ffff:127.0.0.1]/jwks', 'host'],
    ['https://[::ffff:7f00:1]/jwks', 'host'],
    ['https://[::7f00:1]/jwks', 'host'],
    ['https://[fc00::1]/jwks', 'host'],
    ['https://[fe80::1]/jwks', 'host'],
    ['https://[64:ff9b::7f00:1]/jwks', 'host'],
    ['https://localhost/jwks', 'host'],
    ['https://LOCALHOST/jwks', 'host'],
    ['https://localhost./jwks', 'host'],
    ['https://a.localhost/jwks', 'host'],
    ['https://intranet/jwks', 'host'],
    ['https://printer.local/jwks', 'host'],
    ['https://metadata.google.internal/jwks', 'host'],
    ['https://router.home.arpa/jwks', 'host'],
  ] as const)('%s', (text, defect) => {
    expect(defectOf(text)).toBe(defect);
  });

  test.each([
    ['http://partner.example.com/jwks', 'scheme'],
    ['https://10.0.0.1/jwks', 'host'],
    ['http://127.0.0.1:22/jwks', 'port'],
    ['http://127.0.0.1/jwks', undefined],
    ['http://0.0.0.0:8080/jwks', 'scheme'],
  ])('%s, or not, where this server is on loopback itself', (text, defect) => {
    expect(defectOf(text, true)).toBe(defect);
  });
});
