import { doOrRehearse } from '../../destructive/carry-out.ts';
import {
  addDryRunOption,
  addReasonOption,
  type DryRunOption,
  type ReasonOption,
} from '../../destructive/destructive-options.ts';
import { undoneRotationLines } from '../../output/rotation-lines.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends DryRunOption, ReasonOption {
  readonly force?: boolean;
}

/** Nobody loses anything by it, so it asks nothing: whoever needs it is in a hurry. */
export const addSecretsRollback: AddCommand = (secrets, { shell, does }) => {
  const rollback = command(secrets, {
    usage: 'rollback <client-id>',
    summary: 'turn a rotation round, at any step: the old secret is active again, and the new one retires',
    example: "secrets rollback CLIENT_ID --reason 'two instances never got the new one'",
  }).option('--force', 'also where the old secret counts as exposed');
  addDryRunOption(addReasonOption(rollback)).action(
    does(async (clientId: string, { reason, force = false, ...options }: Options) =>
      withAdmin(shell, (admin) =>
        doOrRehearse(shell, options, {
          act: (query) => admin.rollBackRotation(clientId, { reason, force }, query),
          inWords: undoneRotationLines,
        }),
      ),
    ),
  );
};
