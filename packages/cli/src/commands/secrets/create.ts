import type { CreateSecret } from '@gatepass/protocol';
import type { AdminClient } from '../../admin-client.ts';
import { addSecretOptions, makeWithSecret, type SecretOptions } from '../../secrets/make-with-secret.ts';
import { pairContent } from '../../secrets/pair-content.ts';
import type { Shell } from '../../shell.ts';
import { type AddCommand, command, type Outcome, withAdmin } from '../cli.ts';

interface Options extends SecretOptions {
  readonly client: string;
  readonly label?: string;
  readonly notBefore?: string;
  readonly expiresAt?: string;
}

export const addSecretsCreate: AddCommand = (secrets, { shell, does }) => {
  const create = command(secrets, {
    usage: 'create',
    summary: 'make another secret for a client; the ones it has stay valid',
    example: "secrets create --client CLIENT_ID --label '2027' --out pair.json",
  })
    .requiredOption('--client <id>', 'the client it is for')
    .option('--label <text>', 'what to know it by')
    .option('--not-before <time>', 'from when it is valid, e.g. 2027-01-01T00:00:00.000Z')
    .option('--expires-at <time>', 'until when it is valid');
  addSecretOptions(create, 'the pair').action(
    does(async (options: Options) => withAdmin(shell, (admin) => createSecret(shell, admin, options))),
  );
};

async function createSecret(shell: Shell, admin: AdminClient, options: Options): Outcome {
  const deployment = await admin.showDeployment();
  if (!deployment.ok) return deployment;
  const client = await admin.showClient(options.client);
  if (!client.ok) return client;
  const wanted: CreateSecret = {
    ...(options.label !== undefined && { label: options.label }),
    ...(options.notBefore !== undefined && { not_before: options.notBefore }),
    ...(options.expiresAt !== undefined && { expires_at: options.expiresAt }),
  };
  return makeWithSecret(shell, options, {
    make: () => admin.createSecret(options.client, wanted),
    secretField: 'client_secret',
    fileContent: ({ client_secret }) => pairContent({ ...client.value, client_secret }, deployment.value),
    whenLost: ({ id }) => `It is of no use without its text: gatepass secrets revoke ${id} --reason lost`,
  });
}
