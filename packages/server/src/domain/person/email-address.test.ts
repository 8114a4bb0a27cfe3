import { describe, expect, test } from 'vitest';
import { parseEmailAddress } from './email-address.ts';

describe('a mail address', () => {
  test.each([
    ['ada@example.com', 'ada@example.com'],
    ['Ada.Lovelace+Keys@Example.COM', 'ada.lovelace+keys@example.com'],
    ["o'hara@mail.example.co.uk", "o'hara@mail.example.co.uk"],
    ['root@localhost', 'root@localhost'],
  ])('%s is kept as %s', (text, kept) => {
    expect(parseEmailAddress(text)).toEqual({ ok: true, value: kept });
  });

  test.each([
    '',
    'ada',
    '@example.com',
    'ada@',
    'ada@-example.com',
    'ada@example..com',
    'ada@example.com.',
    'ada@[127.0.0.1]',
    'ada@@example.com',
    'ada@example.com,eve@example.com',
    'ada@example.com\r\nBcc: eve@example.com',
    'ada@example.com\n',
    '<ada@example.com>',
    'Ada <ada@example.com>',
    '"ada eve"@example.com',
    'ada(comment)@example.com',
    'ad\u0000a@example.com',
    'adä@example.com',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a'.repeat(64)}.com`,
    `ada@${'a.'.repeat(125)}com`,
  ])('%j is refused', (text) => {
    expect(parseEmailAddress(text)).toEqual({ ok: false, refusal: 'email_malformed' });
  });
});
