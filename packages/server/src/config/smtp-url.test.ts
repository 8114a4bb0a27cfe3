import { describe, expect, test } from 'vitest';
import { loadSettings } from './settings.ts';
import { parseSmtpUrl } from './smtp-url.ts';

describe('an SMTP URL', () => {
  test.each([
    ['smtps://mail.example.com', { host: 'mail.example.com', port: 465, tls: 'immediate', login: undefined }],
    ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, tls: 'starttls', login: undefined }],
    [
      'smtp://mail.example.com:25/',
      { host: 'mail.example.com', port: 25, tls: 'starttls', login: undefined },
    ],
    ['smtp://127.0.0.1:1025', { host: '127.0.0.1', port: 1025, tls: 'none', login: undefined }],
    ['smtp://[::1]:1025', { host: '::1', port: 1025, tls: 'none', login: undefined }],
    [
      'smtps://a%40b:p%3A%2Fw@mail.example.com',
      { host: 'mail.example.com', port: 465, tls: 'immediate', login: { user: 'a@b', password: 'p:/w' } },
    ],
  ])('%s', (text, server) => {
    expect(parseSmtpUrl(text)).toEqual(server);
  });

  test.each([
    '',
    'mail.example.com',
    'http://mail.example.com',
    'smtp://',
    'smtp://mail.example.com/path',
    'smtp://mail.example.com?tls=off',
    'smtp://mail.example.com#x',
    'smtp://user@mail.example.com',
    'smtp://:password@mail.example.com',
    'smtp://us%er:password@mail.example.com',
  ])('%j is none', (text) => {
    expect(parseSmtpUrl(text)).toBeUndefined();
  });
});

describe('mail settings', () => {
  const load = (given: Readonly<Record<string, string>>) => loadSettings(given, 'dev').mail;

  test('come from the issuer’s host where nobody says otherwise', () => {
    expect(load({ GATEPASS_ISSUER: 'https://auth.example.com' })).toEqual({
      smtp: undefined,
      from: 'gatepass@auth.example.com',
      replyTo: undefined,
      host: 'auth.example.com',
    });
    expect(load({}).from).toBe('gatepass@localhost');
  });

  test.each([
    ['MAIL_FROM', 'Gatepass <gatepass@example.com>'],
    ['MAIL_FROM', 'a@example.com, b@example.com'],
    ['MAIL_REPLY_TO', 'a@example.com\r\nBcc: b@example.com'],
  ])('%s is one address: not %j', (name, text) => {
    expect(() => load({ [`GATEPASS_${name}`]: text })).toThrow(`GATEPASS_${name} must be a mail address`);
  });

  test('say what an SMTP URL looks like, and never repeat one', () => {
    expect(() => load({ GATEPASS_SMTP_URL: 'smtp://user:hunter2@mail.example.com/x' })).toThrow(
      /^(?!.*hunter2).*GATEPASS_SMTP_URL must be/,
    );
  });
});
