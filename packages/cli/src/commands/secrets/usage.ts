import { type JsonOption, printText } from '../../output/print.ts';
import { usageLines } from '../../output/usage-lines.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addSecretsUsage: AddCommand = (secrets, { shell, does }) => {
  command(secrets, {
    usage: 'usage <id>',
    summary: 'show when and from where tokens were got with a secret',
    example: 'secrets usage SECRET_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) => printText(shell, options, await admin.secretUsage(id), usageLines)),
    ),
  );
};
