import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions } from '../page-options.ts';

const COLUMNS = [
  'id',
  'event',
  'state',
  'attempts',
  'last_status',
  'error',
  'next_at',
  'created_at',
] as const;

export const addWebhooksDeliveries: AddCommand = (webhooks, { shell, does }) => {
  const deliveries = command(webhooks, {
    usage: 'deliveries <id>',
    summary: 'list what a webhook was told in the last 30 days, the latest first, and what it answered',
    example: 'webhooks deliveries WEBHOOK_ID --limit 10',
  });
  addPageOptions(deliveries).action(
    does(async (id: string, { json, ...query }: JsonOption & PageQuery) =>
      withAdmin(shell, async (admin) =>
        printPage(shell, { json }, await admin.listWebhookDeliveries(id, query), COLUMNS),
      ),
    ),
  );
};
