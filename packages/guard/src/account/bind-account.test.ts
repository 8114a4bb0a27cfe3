import { describe, expect, it } from 'vitest';
import type { Principal } from '../guard.ts';
import { bindAccount } from './bind-account.ts';

const principal: Principal = {
  clientId: 'rspub_0123456789abcdef',
  parentAccountId: 'Acct_1234',
  scopes: ['accounts:read'],
  credentialId: 'cred0001',
  expiresAt: new Date(0),
};

function bind(method: string, ...values: string[]) {
  const header = (name: string) => (name.toLowerCase() === 'x-platform-parent-account-id' ? values : []);
  const outcome = bindAccount(principal, { method, header });
  return outcome.ok ? outcome.value : outcome.refusal;
}

const READS = ['GET', 'HEAD', 'OPTIONS'];
const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE', 'QUERY', 'TRACE', 'get', 'Post', ''];

describe('bindAccount', () => {
  it.each([...READS, ...WRITES])('takes the account of the token on %j', (method) => {
    expect(bind(method, 'Acct_1234')).toBe('Acct_1234');
  });

  it.each(READS)('needs no header on %s: the account of the token is in force', (method) => {
    expect(bind(method)).toBe('Acct_1234');
  });

  it.each(WRITES)('needs the header on %j, and on every method that it does not know', (method) => {
    expect(bind(method)).toBe('account_header_missing');
  });

  it.each(['Acct_12345', 'Acct_123', 'acct_1234', '1234', '01234', '1e3', '-'])(
    'refuses %j, which is not the account of the token, on reads as well',
    (value) => {
      expect(bind('GET', value)).toBe('account_not_of_token');
      expect(bind('POST', value)).toBe('account_not_of_token');
    },
  );

  it.each([
    '',
    ' ',
    'Acct_1234 ',
    ' Acct_1234',
    '\tAcct_1234',
    'Acct_1234,Acct_1234',
    'Acct_1234, other',
    'Acct%5F1234',
    'Acct_\uff11\uff12\uff13\uff14',
    '*',
    '"Acct_1234"',
    'a'.repeat(65),
  ])('refuses %j, which is no account id, on reads as well', (value) => {
    expect(bind('GET', value)).toBe('account_header_malformed');
    expect(bind('POST', value)).toBe('account_header_malformed');
  });

  it('refuses the header sent twice, also when both are right', () => {
    expect(bind('POST', 'Acct_1234', 'Acct_1234')).toBe('account_header_repeated');
    expect(bind('GET', 'Acct_1234', 'other')).toBe('account_header_repeated');
  });
});
