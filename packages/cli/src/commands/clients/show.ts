import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addClientsShow: AddCommand = (clients, { shell, does }) => {
  command(clients, {
    usage: 'show <id>',
    summary: 'show one client',
    example: 'clients show CLIENT_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) => printAnswer(shell, options, await admin.showClient(id))),
    ),
  );
};
