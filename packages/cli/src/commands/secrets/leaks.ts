import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addSecretsLeaks: AddCommand = (secrets, { shell, does }) => {
  command(secrets, {
    usage: 'leaks <id>',
    summary: 'list where a secret was found that should have been nowhere, the latest first',
    example: 'secrets leaks SECRET_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) =>
        printPage(shell, options, await admin.secretLeaks(id), ['reported_at', 'reporter', 'source', 'url']),
      ),
    ),
  );
};
