import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions } from '../page-options.ts';

export const addPartnersAccounts: AddCommand = (partners, { shell, does }) => {
  const accounts = command(partners, {
    usage: 'accounts <id>',
    summary: 'list the parent accounts that a partner has clients for',
    example: 'partners accounts PARTNER_ID',
  });
  addPageOptions(accounts).action(
    does(async (id: string, { json, ...query }: JsonOption & PageQuery) =>
      withAdmin(shell, async (admin) =>
        printPage(shell, { json }, await admin.listPartnerAccounts(id, query), [
          'id',
          'status',
          'ends_at',
          'created_at',
          'status_reason',
        ]),
      ),
    ),
  );
};
