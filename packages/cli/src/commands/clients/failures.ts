import type { FailedRequests } from '@gatepass/protocol';
import { type JsonOption, printText } from '../../output/print.ts';
import { table } from '../../output/table.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

const COLUMNS = ['at', 'cause', 'endpoint', 'credential_id', 'network', 'request_id'] as const;

export const addClientsFailures: AddCommand = (clients, { shell, does }) => {
  command(clients, {
    usage: 'failures <id>',
    summary: 'list the refused requests of a client, the latest first (gatepass explain tells more)',
    example: 'clients failures CLIENT_ID',
  })
    .option('--limit <number>', 'how many at most, 1 to 1000 (100 by default)')
    .action(
      does(async (id: string, { json, ...query }: JsonOption & { readonly limit?: string }) =>
        withAdmin(shell, async (admin) =>
          printText(shell, { json }, await admin.clientFailures(id, query), inWords),
        ),
      ),
    );
};

function inWords({ items, delay_seconds }: FailedRequests): string {
  return `${table(items, COLUMNS)}requests of the last ${delay_seconds} seconds may be missing\n`;
}
