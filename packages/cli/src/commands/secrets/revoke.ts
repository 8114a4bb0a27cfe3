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
  readonly leaked?: boolean;
}

export const addSecretsRevoke: AddCommand = (secrets, { shell, does }) => {
  const revoke = command(secrets, {
    usage: 'revoke <id>',
    summary: 'refuse a secret from now on, for good',
    example: "secrets revoke SECRET_ID --leaked --reason 'found in a repository'",
  }).option('--leaked', 'somebody else may have had it: revoke what was made with it, too');
  addDestructiveOptions(addReasonOption(revoke)).action(
    does(async (id: string, { reason, leaked = false, ...options }: Options) =>
      withAdmin(shell, (admin) =>
        carryOut(shell, options, {
          effect: () => blastRadiusLines(admin.secretBlastRadius(id)),
          question: questionFor(id, leaked),
          word: id,
          act: (query) => admin.revokeSecret(id, { reason, leaked }, query),
        }),
      ),
    ),
  );
};

function questionFor(id: string, leaked: boolean): string {
  const what = leaked ? `the secret ${id}, or one that was made with it,` : `the secret ${id}`;
  return `Whoever still uses ${what} will get no more tokens. This cannot be undone.`;
}
