import type { Account } from '@gatepass/protocol';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions, type FilteredQuery, statusOption } from '../page-options.ts';

const COLUMNS = ['id', 'status', 'ends_at', 'created_at', 'status_reason'] as const;

export const addAccountsList: AddCommand = (accounts, { shell, does }) => {
  const list = command(accounts, {
    usage: 'list',
    summary: 'list the parent accounts that clients act for',
    example: 'accounts list --status disabled',
  }).addOption(statusOption());
  addPageOptions(list).action(
    does(async ({ json, ...query }: JsonOption & Omit<FilteredQuery, 'name'>) =>
      withAdmin(shell, async (admin) =>
        printPage<Partial<Account>>(shell, { json }, await admin.listAccounts(query), COLUMNS),
      ),
    ),
  );
};
