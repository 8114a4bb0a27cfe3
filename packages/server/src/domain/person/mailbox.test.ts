import { describe, expect, test } from 'vitest';
import { mailboxOf } from './mailbox.ts';

describe('a mailbox', () => {
  test.each([
    'ada.lovelace@example.com',
    'Ada.Lovelace@Example.COM',
    'adalovelace+gatepass@example.com',
    'a.d.a.lovelace+a+b@example.com',
  ])('is the same for the spelling %s', (address) => {
    expect(mailboxOf(address)).toBe('adalovelace@example.com');
  });

  test.each(['ada@sub.example.com', 'ada@examplecom', 'bob@example.com'])(
    'is another one for %s',
    (address) => {
      expect(mailboxOf(address)).not.toBe(mailboxOf('ada@example.com'));
    },
  );
});
