import type { Result } from '@gatepass/protocol';
import type { AdminClient } from '../../admin-client.ts';
import { blastRadiusLines } from '../../destructive/blast-radius-lines.ts';
import { carryOut } from '../../destructive/carry-out.ts';
import {
  addDestructiveOptions,
  addReasonOption,
  type DestructiveOptions,
  type ReasonOption,
} from '../../destructive/destructive-options.ts';
import type { Failure } from '../../failure.ts';
import { undoneRotationLines } from '../../output/rotation-lines.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends DestructiveOptions, ReasonOption {
  readonly force?: boolean;
}

export const addSecretsCancel: AddCommand = (secrets, { shell, does }) => {
  const cancel = command(secrets, {
    usage: 'cancel <client-id>',
    summary: 'take a rotation back that nobody has followed yet: revokes the new secret',
    example: "secrets cancel CLIENT_ID --reason 'the new secret was lost'",
  }).option('--force', 'also where the new secret was used');
  addDestructiveOptions(addReasonOption(cancel)).action(
    does(async (clientId: string, { reason, force = false, ...options }: Options) =>
      withAdmin(shell, (admin) =>
        carryOut(shell, options, {
          effect: () => newSecretLines(admin, clientId),
          question: 'The new secret is revoked for good, and the old one is active as before.',
          word: clientId,
          act: (query) => admin.cancelRotation(clientId, { reason, force }, query),
          inWords: undoneRotationLines,
        }),
      ),
    ),
  );
};

/** What stops with the new secret. */
async function newSecretLines(admin: AdminClient, clientId: string): Promise<Result<string, Failure>> {
  const rotation = await admin.showRotation(clientId);
  return rotation.ok ? blastRadiusLines(admin.secretBlastRadius(rotation.value.new.id)) : rotation;
}
