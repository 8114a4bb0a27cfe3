import { ROLES, type Role } from '@gatepass/protocol';
import { Option } from 'commander';
import { addSecretOptions, makeWithSecret, type SecretOptions } from '../../secrets/make-with-secret.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends SecretOptions {
  readonly name: string;
  readonly role: Role;
  readonly email?: string;
}

export const addOperatorsCreate: AddCommand = (operators, { shell, does }) => {
  const create = command(operators, {
    usage: 'create',
    summary: 'make an operator and the token to be one with',
    example: "operators create --name 'Ada Lovelace' --role admin --out operator.json",
  })
    .requiredOption('--name <name>', 'who it is')
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES).makeOptionMandatory())
    .option('--email <address>', 'where mails to them go (none by default)');
  addSecretOptions(create, 'the operator with their token (for GATEPASS_TOKEN_FILE)').action(
    does(async ({ name, role, email, ...options }: Options) =>
      withAdmin(shell, (admin) =>
        makeWithSecret(shell, options, {
          make: () => admin.createOperator({ name, role, ...(email !== undefined && { email }) }),
          secretField: 'operator_token',
          fileContent: (operator) => operator,
          whenLost: ({ id }) =>
            `The token is lost. Make another: gatepass operator-tokens create ${id} --label second`,
        }),
      ),
    ),
  );
};
