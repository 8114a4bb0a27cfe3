import type { PartnerCreatedRotation, StartRotation } from '@gatepass/protocol';
import { Option } from 'commander';
import type { AdminClient } from '../../admin-client.ts';
import { durationSeconds } from '../../duration.ts';
import { EXIT } from '../../exit-code.ts';
import { fail } from '../../failure.ts';
import { addSecretOptions, makeWithSecret, type SecretOptions } from '../../secrets/make-with-secret.ts';
import { pairContent } from '../../secrets/pair-content.ts';
import { rotateOwnSecret } from '../../secrets/rotate-own-secret.ts';
import type { Shell } from '../../shell.ts';
import type { PairOptions } from '../../token/pair-source.ts';
import { type AddCommand, command, type Outcome, withAdmin } from '../cli.ts';
import { addPairOptions } from '../pair-options.ts';

interface Options extends SecretOptions, PairOptions {
  readonly self?: true;
  readonly secret?: string;
  readonly overlap?: number;
  readonly unusedFor?: number;
  readonly label?: string;
  readonly expiresAt?: string;
}

const OPERATORS_ALONE = ['secret', 'overlap', 'unusedFor', 'expiresAt', 'showSecret'];

export const addSecretsRotate: AddCommand = (secrets, { shell, does }) => {
  const rotate = command(secrets, {
    usage: 'rotate [client-id]',
    summary: 'make a secret that takes over from another; the old one ends once it is unused',
    example: `secrets rotate CLIENT_ID --overlap 7d --out next-pair.json
  gatepass secrets rotate --self --credentials pair.json --out pair.json`,
  })
    .option('--secret <id>', 'the one to replace (the only active one by default)')
    .option('--overlap <duration>', 'for so long both are good at the least, e.g. 7d', durationSeconds)
    .option('--unused-for <duration>', 'and until the old one was unused for so long', durationSeconds)
    .option('--label <text>', 'what to know the new one by')
    .option('--expires-at <time>', 'until when the new one is valid');
  addSecretOptions(rotate, 'the new pair').addOption(
    new Option(
      '--self',
      'as the client itself, unattended: --out is replaced once the new pair is there',
    ).conflicts(OPERATORS_ALONE),
  );
  addPairOptions(rotate).action(
    does(async (clientId: string | undefined, options: Options) =>
      options.self ? rotateSelf(shell, clientId, options) : rotateAsOperator(shell, clientId, options),
    ),
  );
};

async function rotateSelf(shell: Shell, clientId: string | undefined, options: Options): Outcome {
  const { out } = options;
  if (clientId !== undefined) {
    return fail(EXIT.usage, 'With --self, the client is the one of the pair', 'Leave the client id out.');
  }
  if (out === undefined)
    return fail(EXIT.usage, 'With --self, --out is needed', 'Name the file of the pair.');
  return rotateOwnSecret(shell, { ...options, out });
}

async function rotateAsOperator(shell: Shell, clientId: string | undefined, options: Options): Outcome {
  if (clientId === undefined) return fail(EXIT.usage, 'Either a client id or --self is needed');
  return withAdmin(shell, (admin) => startRotation(shell, admin, clientId, options));
}

async function startRotation(shell: Shell, admin: AdminClient, clientId: string, options: Options): Outcome {
  // What members are told as well: of the deployment itself, only operators are.
  const server = await admin.showMetadata();
  if (!server.ok) return server;
  const client = await admin.showClient(clientId);
  if (!client.ok) return client;
  const made = await makeWithSecret(shell, options, {
    make: () => admin.startRotation(clientId, wantedRotation(options)),
    secretField: 'client_secret',
    fileContent: ({ client_secret }) => pairContent({ ...client.value, client_secret }, server.value),
    forPeople: rotationForPeople,
    whenLost: () => `Take it back: gatepass secrets cancel ${clientId} --reason lost`,
  });
  if (made.ok)
    shell.stderr.write(`next: deploy it; gatepass secrets rotation ${clientId} tells how far it is\n`);
  return made;
}

function wantedRotation({ secret, overlap, unusedFor, label, expiresAt }: Options): StartRotation {
  return {
    ...(secret !== undefined && { secret_id: secret }),
    ...(label !== undefined && { label }),
    ...(overlap !== undefined && { overlap_seconds: overlap }),
    ...(unusedFor !== undefined && { unused_for_seconds: unusedFor }),
    ...(expiresAt !== undefined && { expires_at: expiresAt }),
  };
}

function rotationForPeople({ client_id, old, new: successor }: PartnerCreatedRotation): object {
  return {
    client_id,
    new_secret: successor.id,
    new_expires_at: successor.expires_at,
    old_secret: old.id,
    old_retires_from: old.retire_at,
  };
}
