import type { AddCommand } from '../cli.ts';
import { addDisable } from '../status-verbs.ts';

export const addAccountsDisable: AddCommand = (accounts, cli) =>
  addDisable(accounts, cli, {
    summary: 'refuse all clients of a parent account all new tokens',
    example: "accounts disable 1234567890 --reason 'account closed'",
    question: (id) => `No client of the parent account ${id} will get tokens until it is enabled again.`,
    radius: (admin, id) => admin.accountBlastRadius(id),
    disable: (admin, ...args) => admin.disableAccount(...args),
  });
