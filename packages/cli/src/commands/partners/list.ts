import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions, type FilteredQuery, nameOption, statusOption } from '../page-options.ts';

export const addPartnersList: AddCommand = (partners, { shell, does }) => {
  const list = command(partners, {
    usage: 'list',
    summary: 'list the partners',
    example: 'partners list --name shop --status active',
  })
    .addOption(nameOption())
    .addOption(statusOption());
  addPageOptions(list).action(
    does(async ({ json, ...query }: JsonOption & FilteredQuery) =>
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
