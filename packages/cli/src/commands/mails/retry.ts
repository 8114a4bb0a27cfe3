import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addMailsRetry: AddCommand = (mails, { shell, does }) => {
  command(mails, {
    usage: 'retry <id>',
    summary: 'queue a mail again that could not be sent',
    example: 'mails retry MAIL_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) => printAnswer(shell, options, await admin.retryMail(id, {}))),
    ),
  );
};
