import type { AddCommand } from '../cli.ts';
import { addEnd } from '../end-verb.ts';

export const addAccountsEnd: AddCommand = (accounts, cli) =>
  addEnd(accounts, cli, {
    summary: 'say when a parent account ends; no token for it outlives that',
    example: 'accounts end 1234567890 --at 2027-01-01T00:00:00.000Z',
    setEnd: (admin, ...args) => admin.setAccountEnd(...args),
  });
