import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addWebhooksTest: AddCommand = (webhooks, { shell, does }) => {
  command(webhooks, {
    usage: 'test <id>',
    summary: 'have a webhook told that this is a test',
    example: 'webhooks test WEBHOOK_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) => {
        const tested = await admin.testWebhook(id, {});
        if (tested.ok) shell.stderr.write(`see how it went: gatepass webhooks deliveries ${id} --limit 1\n`);
        return printAnswer(shell, options, tested);
      }),
    ),
  );
};
