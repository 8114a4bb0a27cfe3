import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions } from '../page-options.ts';

export const addOperatorsList: AddCommand = (operators, { shell, does }) => {
  const list = command(operators, {
    usage: 'list',
    summary: 'list the operators',
    example: 'operators list --json',
  });
  addPageOptions(list).action(
    does(async ({ json, ...query }: JsonOption & PageQuery) =>
      withAdmin(shell, async (admin) =>
        printPage(shell, { json }, await admin.listOperators(query), ['id', 'name', 'role', 'created_at']),
      ),
    ),
  );
};
