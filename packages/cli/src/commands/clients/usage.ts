import type { ClientUsage } from '@gatepass/protocol';
import { type JsonOption, printText } from '../../output/print.ts';
import { table } from '../../output/table.ts';
import { usageLines } from '../../output/usage-lines.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addClientsUsage: AddCommand = (clients, { shell, does }) => {
  command(clients, {
    usage: 'usage <id>',
    summary: 'show when, from where and with which credential a client got tokens',
    example: 'clients usage CLIENT_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) => printText(shell, options, await admin.clientUsage(id), inWords)),
    ),
  );
};

function inWords(usage: ClientUsage): string {
  if (usage.credentials.length === 0) return usageLines(usage);
  const credentials = table(usage.credentials, ['credential_id', 'uses', 'last_used_at', 'last_network']);
  return `${usageLines(usage)}\n${credentials}`;
}
