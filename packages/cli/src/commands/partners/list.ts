import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions } from '../page-options.ts';

export const addPartnersList: AddCommand = (partners, { shell, does }) => {
  const list = command(partners, {
    usage: 'list',
    summary: 'list the partners',
    example: 'partners list --json',
  });
  addPageOptions(list).action(
    does(async ({ json, ...query }: JsonOption & PageQuery) =>
      withAdmin(shell, async (admin) =>
        printPage(shell, { json }, await admin.listPartners(query), [
          'id',
          'name',
          'status',
          'created_at',
          'status_reason',
        ]),
      ),
    ),
  );
};
