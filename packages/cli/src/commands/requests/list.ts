import type { OwnRequest, Request } from '@gatepass/protocol';
import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions } from '../page-options.ts';

interface Options extends JsonOption, PageQuery {
  readonly state?: string;
  readonly partner?: string;
}

const COLUMNS = [
  'id',
  'request_id',
  'state',
  'platform_name',
  'manager_account_id',
  'origin',
  'lapses_at',
  'created_at',
] as const;

export const addRequestsList: AddCommand = (requests, { shell, does }) => {
  const list = command(requests, {
    usage: 'list',
    summary: 'list requests, but for those that nobody has confirmed',
    example: 'requests list --state confirmed,in_review',
  })
    .option(
      '--state <states>',
      'draft, confirmed, in_review, question, approved, denied, withdrawn, lapsed; several joined by commas',
    )
    .option('--partner <id>', 'only those of this partner');
  addPageOptions(list).action(
    does(async ({ json, partner, ...query }: Options) =>
      withAdmin(shell, async (admin) => {
        const page = await admin.listRequests({
          ...query,
          ...(partner !== undefined && { partner_id: partner }),
        });
        return printPage<Partial<Request & OwnRequest>>(shell, { json }, page, COLUMNS);
      }),
    ),
  );
};
