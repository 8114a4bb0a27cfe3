import { EXIT } from '../../exit-code.ts';
import { fail } from '../../failure.ts';
import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { eventsOption } from './events-option.ts';

interface Options extends JsonOption {
  readonly url?: string;
  readonly event?: readonly string[];
}

export const addWebhooksSet: AddCommand = (webhooks, { shell, does }) => {
  command(webhooks, {
    usage: 'set <id>',
    summary: 'set where a webhook is, or what it hears of',
    example: "webhooks set WEBHOOK_ID --event 'client.*' --event 'secret.*'",
  })
    .option('--url <url>', 'where messages are sent; those that wait go there, too')
    .addOption(eventsOption('those it has by default'))
    .action(
      does(async (id: string, { url, event, ...options }: Options) => {
        if (url === undefined && event === undefined)
          return fail(EXIT.usage, 'There is nothing to set', 'Give --url or --event.');
        const body = {
          ...(url !== undefined && { url }),
          ...(event !== undefined && { events: [...event] }),
        };
        return withAdmin(shell, async (admin) =>
          printAnswer(shell, options, await admin.configureWebhook(id, body)),
        );
      }),
    );
};
