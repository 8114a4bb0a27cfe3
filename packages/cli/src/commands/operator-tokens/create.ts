import { ROLES, type Role } from '@gatepass/protocol';
import { Option } from 'commander';
import { addSecretOptions, makeWithSecret, type SecretOptions } from '../../secrets/make-with-secret.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends SecretOptions {
  readonly label: string;
  readonly role?: Role;
  readonly expiresAt?: string;
}

export const addOperatorTokensCreate: AddCommand = (tokens, { shell, does }) => {
  const create = command(tokens, {
    usage: 'create <operator-id>',
    summary: 'make a token for yourself, or as an admin for anybody; no wider than the one you use',
    example: 'operator-tokens create OPERATOR_ID --label laptop --role viewer --out token.json',
  })
    .requiredOption('--label <text>', 'where it will be')
    .addOption(new Option('--role <role>', 'what it may do at the most').choices(ROLES))
    .option('--expires-at <time>', 'when it ends, e.g. 2027-01-01T00:00:00.000Z');
  addSecretOptions(create, 'the token (for GATEPASS_TOKEN_FILE)').action(
    does(async (operatorId: string, { label, role, expiresAt, ...options }: Options) =>
      withAdmin(shell, (admin) =>
        makeWithSecret(shell, options, {
          make: () =>
            admin.createOperatorToken(operatorId, {
              label,
              ...(role !== undefined && { role }),
              ...(expiresAt !== undefined && { expires_at: expiresAt }),
            }),
          secretField: 'operator_token',
          fileContent: (token) => token,
          whenLost: ({ id }) => `The token is lost. Revoke it: gatepass operator-tokens revoke ${id}`,
        }),
      ),
    ),
  );
};
