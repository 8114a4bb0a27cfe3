import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addWebhooksShow: AddCommand = (webhooks, { shell, does }) => {
  command(webhooks, {
    usage: 'show <id>',
    summary: 'show one webhook',
    example: 'webhooks show WEBHOOK_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) => printAnswer(shell, options, await admin.showWebhook(id))),
    ),
  );
};
