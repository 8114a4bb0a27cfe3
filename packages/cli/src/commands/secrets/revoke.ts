import { confirm } from '../../confirm.ts';
import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends JsonOption {
  readonly reason: string;
  readonly yes?: true;
}

export const addSecretsRevoke: AddCommand = (secrets, { shell, does }) => {
  command(secrets, {
    usage: 'revoke <id>',
    summary: 'refuse a secret from now on, for good',
    example: "secrets revoke SECRET_ID --reason 'found in a repository'",
  })
    .requiredOption('--reason <text>', 'why: kept with it')
    .option('--yes', 'do not ask')
    .action(
      does(async (id: string, options: Options) =>
        withAdmin(shell, async (admin) => {
          const question = `Whoever still uses the secret ${id} will get no more tokens. This cannot be undone.`;
          const confirmed = await confirm(shell, options.yes, question, id);
          if (!confirmed.ok) return confirmed;
          return printAnswer(shell, options, await admin.revokeSecret(id, options.reason));
        }),
      ),
    );
};
