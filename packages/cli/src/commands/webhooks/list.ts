import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions } from '../page-options.ts';

interface Options extends JsonOption, PageQuery {
  readonly partner?: string;
}

export const addWebhooksList: AddCommand = (webhooks, { shell, does }) => {
  const list = command(webhooks, {
    usage: 'list',
    summary: 'list the webhooks of the platform, or those of a partner',
    example: 'webhooks list --partner PARTNER_ID',
  }).option('--partner <id>', 'those of this partner (the platform’s own by default)');
  addPageOptions(list).action(
    does(async ({ json, partner, ...query }: Options) =>
      withAdmin(shell, async (admin) => {
        const wanted = { ...query, ...(partner !== undefined && { partner_id: partner }) };
        const columns = ['id', 'url', 'events', 'status', 'failing_since', 'created_at'] as const;
        return printPage(shell, { json }, await admin.listWebhooks(wanted), columns);
      }),
    ),
  );
};
