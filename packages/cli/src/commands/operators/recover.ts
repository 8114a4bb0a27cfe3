import { ok } from '@gatepass/protocol';
import { type JsonOption, printObject } from '../../output/print.ts';
import type { Shell } from '../../shell.ts';
import { type AddCommand, command, type Outcome } from '../cli.ts';

interface Options extends JsonOption {
  readonly out?: string;
}

export const addOperatorsRecover: AddCommand = (operators, { shell, does }) => {
  command(operators, {
    usage: 'recover [id]',
    summary:
      'make a new token for an admin, on the server’s own machine, where all tokens are lost or have ended',
    example: 'operators recover',
  })
    .option(
      '--out <file>',
      'a new file for the token (recovered-operator-token in the data directory by default)',
    )
    .action(does((id: string | undefined, options: Options) => recover(shell, id, options)));
};

/** Without the API: whoever can read the database and its master key needs no token. */
async function recover(shell: Shell, id: string | undefined, { out, ...options }: Options): Outcome {
  const [{ recoverToFile }, { starting }] = await Promise.all([
    import('../../serving/recover-operator.ts'),
    import('../../serving/start-failure.ts'),
  ]);
  const recovered = await starting(() => recoverToFile(shell, id, out));
  if (!recovered.ok) return recovered;
  const { operator_id, name, token_file } = recovered.value;
  shell.stderr.write(
    `the ledger has this as system:console, and every admin with a mail address is told\n` +
      `hint: use it with GATEPASS_TOKEN_FILE=${token_file}, make yourself another token, then delete the file\n`,
  );
  if (options.json) printObject(shell, options, recovered.value);
  else shell.stdout.write(`a token of ${name} (${operator_id}) is in ${token_file}\n`);
  return ok(undefined);
}
