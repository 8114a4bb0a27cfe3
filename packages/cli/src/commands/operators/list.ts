import { ROLES, type Role } from '@gatepass/protocol';
import { Option } from 'commander';
import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions } from '../page-options.ts';

interface Query extends PageQuery {
  readonly status?: 'active' | 'disabled';
  readonly role?: Role;
}

export const addOperatorsList: AddCommand = (operators, { shell, does }) => {
  const list = command(operators, {
    usage: 'list',
    summary: 'list the operators',
    example: 'operators list --status active --role admin',
  })
    .addOption(new Option('--status <status>', 'only these').choices(['active', 'disabled']))
    .addOption(new Option('--role <role>', 'only these').choices(ROLES));
  addPageOptions(list).action(
    does(async ({ json, ...query }: JsonOption & Query) =>
      withAdmin(shell, async (admin) =>
        printPage(shell, { json }, await admin.listOperators(query), [
          'id',
          'name',
          'role',
          'status',
          'email',
          'created_at',
          'status_reason',
        ]),
      ),
    ),
  );
};
