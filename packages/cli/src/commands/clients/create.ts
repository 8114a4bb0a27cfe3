import type { CreateClient } from '@gatepass/protocol';
import { Option } from 'commander';
import type { AdminClient } from '../../admin-client.ts';
import { readPublicJwk } from '../../client-keys/read-public-jwk.ts';
import { printAnswer } from '../../output/print.ts';
import { createSecretClient } from '../../secrets/create-secret-client.ts';
import { addSecretOptions, makeWithSecret, type SecretOptions } from '../../secrets/make-with-secret.ts';
import { pairContent } from '../../secrets/pair-content.ts';
import type { Shell } from '../../shell.ts';
import { type AddCommand, command, type Outcome, withAdmin } from '../cli.ts';

interface Options extends SecretOptions {
  readonly partner: string;
  readonly account: string;
  readonly name: string;
  readonly scope?: string;
  readonly shareAccount?: true;
  readonly jwk?: string;
  readonly jwksUri?: string;
}

const OF_A_SECRET = ['out', 'showSecret'];

export const addClientsCreate: AddCommand = (clients, { shell, does }) => {
  const create = command(clients, {
    usage: 'create',
    summary: 'make a client and its first secret: the pair that a partner works with; or one that has keys',
    example: 'clients create --partner PARTNER_ID --account 1234567890 --name Production --out pair.json',
  })
    .requiredOption('--partner <id>', 'the partner it belongs to')
    .requiredOption('--account <parent-account-id>', 'the one parent account it acts for')
    .requiredOption('--name <name>', 'how people know the client')
    .option('--scope <scope>', 'scope tokens separated by spaces (all of the deployment by default)')
    .option('--share-account', 'also where another partner has this account: both act for its merchants')
    .addOption(
      new Option('--jwk <file>', 'its public key, instead of a secret').conflicts([
        ...OF_A_SECRET,
        'jwksUri',
      ]),
    )
    .addOption(new Option('--jwks-uri <uri>', 'where its public keys are').conflicts(OF_A_SECRET));
  addSecretOptions(create, 'the pair').action(
    does(async (options: Options) => withAdmin(shell, (admin) => createClient(shell, admin, options))),
  );
};

async function createClient(shell: Shell, admin: AdminClient, options: Options): Outcome {
  const wanted: CreateClient = {
    partner_id: options.partner,
    parent_account_id: options.account,
    name: options.name,
    ...(options.scope !== undefined && { scope: options.scope }),
    ...(options.shareAccount && { share_account: true }),
  };
  const { jwk, jwksUri } = options;
  if (jwksUri !== undefined) {
    return printAnswer(shell, options, await admin.createClient({ ...wanted, jwks_uri: jwksUri }));
  }
  if (jwk === undefined) return createPair(shell, admin, wanted, options);
  const key = readPublicJwk(jwk);
  if (!key.ok) return key;
  return printAnswer(shell, options, await admin.createClient({ ...wanted, public_jwk: key.value }));
}

async function createPair(shell: Shell, admin: AdminClient, wanted: CreateClient, options: Options): Outcome {
  const deployment = await admin.showDeployment();
  if (!deployment.ok) return deployment;
  return makeWithSecret(shell, options, {
    make: () => createSecretClient(admin, wanted),
    secretField: 'client_secret',
    fileContent: (client) => pairContent(client, deployment.value),
    whenLost: ({ client_id }) =>
      `The secret is lost. Make another: gatepass secrets create --client ${client_id}`,
  });
}
