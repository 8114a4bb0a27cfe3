import { Option } from 'commander';
import { EXIT } from '../../exit-code.ts';
import { fail } from '../../failure.ts';
import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends JsonOption {
  readonly email?: string;
  readonly none?: true;
}

export const addOperatorsEmail: AddCommand = (operators, { shell, does }) => {
  command(operators, {
    usage: 'email <id>',
    summary: 'set where the mails to an operator go',
    example: 'operators email OPERATOR_ID --email ada@example.com',
  })
    .addOption(new Option('--email <address>', 'one mail address').conflicts('none'))
    .option('--none', 'send them no mails')
    .action(
      does(async (id: string, { email, none, ...options }: Options) => {
        if (email === undefined && !none) return fail(EXIT.usage, 'Either --email or --none is needed');
        return withAdmin(shell, async (admin) =>
          printAnswer(shell, options, await admin.setOperatorEmail(id, { email: email ?? null })),
        );
      }),
    );
};
