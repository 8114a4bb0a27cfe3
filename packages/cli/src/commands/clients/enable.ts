import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addClientsEnable: AddCommand = (clients, { shell, does }) => {
  command(clients, {
    usage: 'enable <id>',
    summary: 'give a disabled client tokens again',
    example: "clients enable CLIENT_ID --reason 'contract renewed'",
  })
    .requiredOption('--reason <text>', 'why: kept with it')
    .action(
      does(async (id: string, { reason, ...options }: JsonOption & { reason: string }) =>
        withAdmin(shell, async (admin) => printAnswer(shell, options, await admin.enableClient(id, reason))),
      ),
    );
};
