import { blastRadiusLines } from '../../destructive/blast-radius-lines.ts';
import { carryOut } from '../../destructive/carry-out.ts';
import {
  addDestructiveOptions,
  addReasonOption,
  type DestructiveOptions,
  type ReasonOption,
} from '../../destructive/destructive-options.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addClientKeysRevoke: AddCommand = (keys, { shell, does }) => {
  const revoke = command(keys, {
    usage: 'revoke <id>',
    summary: 'refuse what a key signs from now on, for good',
    example: "client-keys revoke KEY_ID --reason 'replaced'",
  });
  addDestructiveOptions(addReasonOption(revoke)).action(
    does(async (id: string, { reason, ...options }: DestructiveOptions & ReasonOption) =>
      withAdmin(shell, (admin) =>
        carryOut(shell, options, {
          effect: () => blastRadiusLines(admin.clientKeyBlastRadius(id)),
          question: `Whoever still signs with the key ${id} will get no more tokens. This cannot be undone.`,
          word: id,
          act: (query) => admin.revokeClientKey(id, { reason }, query),
        }),
      ),
    ),
  );
};
