import type { AddCommand } from '../cli.ts';
import { addEnable } from '../status-verbs.ts';

export const addAccountsEnable: AddCommand = (accounts, cli) =>
  addEnable(accounts, cli, {
    summary: 'give the clients of a disabled parent account tokens again',
    example: "accounts enable 1234567890 --reason 'account reopened'",
    enable: (admin, ...args) => admin.enableAccount(...args),
  });
