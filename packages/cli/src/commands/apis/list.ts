import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions } from '../page-options.ts';

export const addApisList: AddCommand = (apis, { shell, does }) => {
  const list = command(apis, {
    usage: 'list',
    summary: 'list the APIs that tokens can be made for',
    example: 'apis list --json',
  });
  addPageOptions(list).action(
    does(async ({ json, ...query }: JsonOption & PageQuery) =>
      withAdmin(shell, async (admin) =>
        printPage(shell, { json }, await admin.listApis(query), ['id', 'name', 'audience', 'created_at']),
      ),
    ),
  );
};
