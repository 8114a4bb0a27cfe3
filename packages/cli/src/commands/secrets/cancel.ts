import type { Result } from '@gatepass/protocol';
import type { AdminClient } from '../../admin-client.ts';
import { blastRadiusLines } from '../../destructive/blast-radius-lines.ts';
import type { Failure } from '../../failure.ts';
import { undoneRotationLines } from '../../output/rotation-lines.ts';
import type { AddCommand } from '../cli.ts';
import { addEndingVerb } from '../ending-verb.ts';

export const addSecretsCancel: AddCommand = (secrets, cli) =>
  addEndingVerb(secrets, cli, {
    usage: 'cancel <client-id>',
    summary: 'take a rotation back that nobody has followed yet: revokes the new secret',
    example: "secrets cancel CLIENT_ID --reason 'the new secret was lost'",
    option: ['--force', 'also where the new secret was used, or the old one counts as exposed'],
    effect: newSecretLines,
    question: () => 'The new secret is revoked for good, and the old one is active as before.',
    end: (admin, ...args) => admin.cancelRotation(...args),
    inWords: undoneRotationLines,
  });

/** What stops with the new secret. */
async function newSecretLines(admin: AdminClient, clientId: string): Promise<Result<string, Failure>> {
  const rotation = await admin.showRotation(clientId);
  return rotation.ok ? blastRadiusLines(admin.secretBlastRadius(rotation.value.new.id)) : rotation;
}
