import type { Client } from '@gatepass/protocol';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions, type FilteredQuery, nameOption, statusOption } from '../page-options.ts';

interface Options extends JsonOption, FilteredQuery {
  readonly partner?: string;
}

const COLUMNS = [
  'client_id',
  'name',
  'partner_id',
  'parent_account_id',
  'scope',
  'status',
  'status_reason',
] as const;

export const addClientsList: AddCommand = (clients, { shell, does }) => {
  const list = command(clients, {
    usage: 'list',
    summary: 'list the clients',
    example: 'clients list --partner PARTNER_ID',
  })
    .option('--partner <id>', 'only those of this partner')
    .addOption(nameOption())
    .addOption(statusOption());
  addPageOptions(list).action(
    does(async ({ json, partner, ...query }: Options) =>
      withAdmin(shell, async (admin) => {
        const filter = partner === undefined ? query : { ...query, partner_id: partner };
        return printPage<Partial<Client>>(shell, { json }, await admin.listClients(filter), COLUMNS);
      }),
    ),
  );
};
