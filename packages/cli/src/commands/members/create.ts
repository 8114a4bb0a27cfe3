import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends JsonOption {
  readonly partner: string;
  readonly name: string;
  readonly email: string;
}

export const addMembersCreate: AddCommand = (members, { shell, does }) => {
  command(members, {
    usage: 'create',
    summary: 'make a person a member of a partner; they have no token yet',
    example: "members create --partner PARTNER_ID --name 'Grace Hopper' --email grace@partner.example",
  })
    .requiredOption('--partner <id>', 'the partner they act for')
    .requiredOption('--name <name>', 'who it is')
    .requiredOption('--email <address>', 'where mails to them go')
    .action(
      does(async ({ partner, name, email, ...options }: Options) =>
        withAdmin(shell, async (admin) =>
          printAnswer(shell, options, await admin.createMember(partner, { name, email })),
        ),
      ),
    );
};
