import type { Client } from '@gatepass/protocol';
import { Argument } from 'commander';
import { blastRadiusLines } from '../../destructive/blast-radius-lines.ts';
import { carryOut } from '../../destructive/carry-out.ts';
import { addDestructiveOptions, type DestructiveOptions } from '../../destructive/destructive-options.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends DestructiveOptions {
  readonly jwksUri?: string;
}

const METHODS: readonly Client['auth_method'][] = ['client_secret', 'private_key_jwt'];

export const addClientsAuthMethod: AddCommand = (clients, { shell, does }) => {
  const authMethod = command(clients, {
    usage: 'auth-method <id>',
    summary: 'say how a client proves itself; the other way is refused from then on',
    example: 'clients auth-method CLIENT_ID private_key_jwt',
  })
    .addArgument(
      new Argument('<method>', 'by a secret, or by assertions that its key signs').choices(METHODS),
    )
    .option('--jwks-uri <uri>', 'where its public keys are, instead of those that client-keys add registers');
  addDestructiveOptions(authMethod).action(
    does(async (id: string, method: Client['auth_method'], { jwksUri, ...options }: Options) =>
      withAdmin(shell, (admin) =>
        carryOut(shell, options, {
          effect: () => blastRadiusLines(admin.clientBlastRadius(id)),
          question: `The client ${id} will get tokens by ${method} alone.`,
          word: id,
          act: (query) =>
            admin.setAuthMethod(
              id,
              { auth_method: method, ...(jwksUri !== undefined && { jwks_uri: jwksUri }) },
              query,
            ),
        }),
      ),
    ),
  );
};
