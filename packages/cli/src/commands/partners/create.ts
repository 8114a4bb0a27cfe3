import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addPartnersCreate: AddCommand = (partners, { shell, does }) => {
  command(partners, {
    usage: 'create',
    summary: 'make a partner, the platform that clients belong to',
    example: "partners create --name 'Acme Checkout'",
  })
    .requiredOption('--name <name>', 'how people know the partner')
    .action(
      does(async ({ name, ...options }: JsonOption & { name: string }) =>
        withAdmin(shell, async (admin) => printAnswer(shell, options, await admin.createPartner({ name }))),
      ),
    );
};
