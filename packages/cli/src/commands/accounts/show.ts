import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addAccountsShow: AddCommand = (accounts, { shell, does }) => {
  command(accounts, {
    usage: 'show <id>',
    summary: 'show one parent account',
    example: 'accounts show 1234567890',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) => printAnswer(shell, options, await admin.showAccount(id))),
    ),
  );
};
