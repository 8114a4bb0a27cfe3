import { blastRadiusLines } from '../../destructive/blast-radius-lines.ts';
import { carryOut } from '../../destructive/carry-out.ts';
import {
  addDestructiveOptions,
  addReasonOption,
  type DestructiveOptions,
  type ReasonOption,
} from '../../destructive/destructive-options.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends DestructiveOptions, ReasonOption {
  readonly force?: boolean;
}

export const addSecretsRetire: AddCommand = (secrets, { shell, does }) => {
  const retire = command(secrets, {
    usage: 'retire <id>',
    summary: 'refuse a secret from now on; secrets rollback can take it back',
    example: "secrets retire SECRET_ID --reason 'replaced'",
  }).option('--force', 'also where it was used in the last 15 minutes, or is the last one');
  addDestructiveOptions(addReasonOption(retire)).action(
    does(async (id: string, { reason, force = false, ...options }: Options) =>
      withAdmin(shell, (admin) =>
        carryOut(shell, options, {
          effect: () => blastRadiusLines(admin.secretBlastRadius(id)),
          question: `Whoever still uses the secret ${id} will get no more tokens.`,
          word: id,
          act: (query) => admin.retireSecret(id, { reason, force }, query),
        }),
      ),
    ),
  );
};
