import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addClientsDisable: AddCommand = (clients, { shell, does }) => {
  command(clients, {
    usage: 'disable <id>',
    summary: 'refuse a client all new tokens',
    example: "clients disable CLIENT_ID --reason 'contract ended'",
  })
    .requiredOption('--reason <text>', 'why: kept with it')
    .action(
      does(async (id: string, { reason, ...options }: JsonOption & { reason: string }) =>
        withAdmin(shell, async (admin) => printAnswer(shell, options, await admin.disableClient(id, reason))),
      ),
    );
};
